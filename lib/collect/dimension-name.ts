/** The parts of a dimension's name. */
export interface DimensionParts {
  exchange: string;
  base: string;
  quote: string;
}

/**
 * `kraken:BTC-USD`: safe in a URL unescaped. Of base and quote, everything but letters, digits, `.`, `_`, `~`
 * (and `-` in the base, since the last dash is the one that parts them) is percent-encoded UTF-8.
 */
export function dimensionName(exchange: string, base: string, quote: string): string {
  return `${exchange}:${encode(base)}-${encode(quote).replaceAll('-', '%2D')}`;
}

/**
 * The parts of a name, written as `dimensionName` does or with its percent-encoding undone (as a URL's parameters
 * are). Null for what is no name.
 */
export function parseDimensionName(name: string): DimensionParts | null {
  const colon = name.indexOf(':');
  const dash = name.lastIndexOf('-');
  if (colon < 1 || dash < colon + 2 || dash === name.length - 1) return null;
  return {
    exchange: name.slice(0, colon),
    base: decode(name.slice(colon + 1, dash)),
    quote: decode(name.slice(dash + 1)),
  };
}

function encode(code: string): string {
  return encodeURIComponent(code.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}
