import fc from 'fast-check';

/** What has broken servers before. */
const NASTY = [
  "'; DROP TABLE subscriber; --",
  "1' OR '1'='1",
  '$(sleep 9)',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '\r\nSet-Cookie: a=b',
  '\u0000',
  '\u202e',
  '\ud800',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-0',
  '1e999',
  '9'.repeat(400),
  '\u00e9'.repeat(3_000),
  'http://169.254.169.254/latest/meta-data',
  '9999-12-31T23:59:59Z',
  '-271821-04-20T00:00:00Z',
  'kraken:BTC-USD\u0000',
  '*:*-*',
  ':-',
];

export const nasty = fc.constantFrom(...NASTY);

export const word: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  nasty,
);

/** A body that is none, or none of ours. */
export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  word,
  fc.json({ maxDepth: 6 }),
  fc.constantFrom(
    '['.repeat(15_000),
    '{"a":'.repeat(3_000),
    ' '.repeat(17_000),
    '{"__proto__":{"isAdmin":true}}',
  ),
);

/** Paths as a client writes them that does not keep to the rules. */
export const hostilePath: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '/api/%00',
    '/api/%ff',
    '/api/%',
    '/api/metrics/%2e%2e/%2e%2e/etc/passwd',
    '/api//metrics',
    '/api/metrics/',
    '/api/METRICS',
    '/api/emails/../emails',
    '/api/emails%2fwatches',
    '/api/__proto__',
    `/api/${'a'.repeat(4_000)}`,
  ),
  fc.webPath().map((path) => `/api${path}`),
  word.map((text) => `/api/${encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))}`),
);
