/** Query parameters whose values open something, by a part of their decoded names. */
const SECRET_NAME = /token|secret|password|signature|api-?_?key/;

/** The form of every link token: a word, dotted parts, then 43 characters of base64url. */
const TOKEN = /[a-z]+(?:\.[\w-]+){1,5}\.~?[\w-]{43}/i;
/** What a token could be written in, encoded or not. Shorter runs cannot hold one. */
const LONG_RUN = /[\w.~%+-]{50,}/g;

const MAX_DECODINGS = 5;
const REDACTED = '[Redacted]';

/**
 * Returns an address without what opens something: values of secret parameters (by their decoded names, however they
 * were encoded), credentials before the host, the fragment, and anything that looks like a link token.
 */
export function redactUrl(url: string): string {
  const [, head = '', query] = /^([^?#]*)(?:\?([^#]*))?/s.exec(url) ?? [];
  const bare = redactTokens(head.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1'));
  if (query === undefined) return bare;
  return `${bare}?${query.split('&').map(redactPair).join('&')}`;
}

/** Returns text without anything that looks like a link token, also where it is percent-encoded. */
export function redactTokens(text: string): string {
  return text.replace(LONG_RUN, (run) => {
    if (TOKEN.test(run)) return run.replace(new RegExp(TOKEN, 'gi'), REDACTED);
    return TOKEN.test(decode(run)) ? REDACTED : run;
  });
}

function redactPair(pair: string): string {
  const [name = ''] = pair.split('=', 1);
  if (!SECRET_NAME.test(decode(name).normalize('NFKC').toLowerCase())) return redactTokens(pair);
  // A name that holds more than a name may hold the value as well.
  return /^[\w-]+$/.test(name) && !TOKEN.test(name) ? `${name}=${REDACTED}` : REDACTED;
}

/** Decodes as often as it was encoded. Each escape by itself: one that is malformed must not hide the others. */
function decode(text: string): string {
  let decoded = text;
  for (let round = 0; round < MAX_DECODINGS && decoded.includes('%'); round++) {
    decoded = decoded.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  return decoded;
}

/** Returns text with each of these secrets replaced; the longest first, since one may contain another. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  return [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}
