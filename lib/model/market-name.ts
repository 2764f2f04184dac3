/** The parts of a dimension's name. */
export interface DimensionParts {
  exchange: string;
  base: string;
  quote: string;
}

/** Characters of a currency code. The longest that exchanges are known to list has 26. */
export const MAX_CODE_LENGTH = 64;
/** Characters of the longest name of a market: an exchange's id, and two codes whose characters are three bytes each. */
export const MAX_NAME_LENGTH = 40 + 2 + 2 * 9 * MAX_CODE_LENGTH;
/** Characters of an exchange's own id or symbol of a market: two codes and what joins them. */
export const MAX_ID_LENGTH = 200;

/** Control, format, surrogate, private and unassigned characters, all others that show nothing, and U+FFFD. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/u;
const ODD_SPACE = /^\s|\s$|[^\S ]|\s\s/u;
/** Almost every name there is, recognized at once: a market list has tens of thousands of strings. */
const PLAIN = /^[!-~]{1,64}$/;
const INHERITED: object = {};
const EXCHANGE = /^[a-z0-9_]{1,40}$/;

/**
 * Why nothing can be called so, such as `has 6000 characters (64 at most)`; null where it can. `__proto__` and the
 * other names that each object inherits are refused, since the exchange library looks names up in plain objects.
 */
export function nameFault(name: string, maxLength: number): string | null {
  if (name in INHERITED) return 'is a reserved word';
  if (PLAIN.test(name) && name.length <= maxLength) return null;
  if (name === '') return 'is empty';
  if (name.length > maxLength) return `has ${name.length} characters (${maxLength} at most)`;
  const invisible = INVISIBLE.exec(name)?.[0].codePointAt(0);
  if (invisible !== undefined) {
    return `has a character that cannot be shown (U+${invisible.toString(16).toUpperCase().padStart(4, '0')})`;
  }
  return ODD_SPACE.test(name) ? 'has spaces where none belong' : null;
}

/** Whether text has only characters that show something, spaces among them. */
export function isVisible(text: string): boolean {
  return !INVISIBLE.test(text);
}

/**
 * `text` as one line of at most `maxLength` characters that any terminal, email, file and database takes: spaces
 * become one space, what cannot be shown becomes U+FFFD, and what is cut off becomes an ellipsis.
 */
export function visibleText(text: string, maxLength: number): string {
  const line = text
    .slice(0, maxLength * 4)
    .replace(/\s+/gu, ' ')
    .trim();
  const shown = line.length > maxLength ? `${line.slice(0, maxLength).replace(/\p{Cs}$/u, '')}…` : line;
  return INVISIBLE.test(shown) ? shown.replace(new RegExp(INVISIBLE, 'gu'), '\ufffd') : shown;
}

/** A stored currency code as it may be shown: databases hold codes of before they were checked. */
export function visibleCode(code: string): string {
  return PLAIN.test(code) ? code : visibleText(code, MAX_CODE_LENGTH);
}

/** What is wrong with the name of a market, as `the base "X" has ...`; null for a name that a market may have. */
export function marketNameFault(name: string): string | null {
  const parts = parseDimensionName(name);
  if (parts === null) return 'is not an exchange, a colon, and two codes with a dash between them';
  if (!EXCHANGE.test(parts.exchange)) return `"${visibleText(parts.exchange, 30)}" is no exchange`;
  for (const side of ['base', 'quote'] as const) {
    const fault = nameFault(parts[side], MAX_CODE_LENGTH);
    if (fault !== null) return `the ${side} "${visibleText(parts[side], 30)}" ${fault}`;
  }
  return null;
}

/**
 * `kraken:BTC-USD`: safe in a URL unescaped. Of base and quote, everything but letters, digits, `.`, `_`, `~`
 * (and `-` in the base, since the last dash is the one that parts them) is percent-encoded UTF-8.
 */
export function dimensionName(exchange: string, base: string, quote: string): string {
  return `${exchange}:${encodeBase(base)}-${encodeQuote(quote)}`;
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

/** A base as it is written in a name. */
export function encodeBase(code: string): string {
  return encodeURIComponent(code.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A quote as it is written in a name. */
export function encodeQuote(code: string): string {
  return encodeBase(code).replaceAll('-', '%2D');
}

function decode(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}
