import fc from 'fast-check';
import { APP_URL } from './world';

/** A request as anybody may send it. */
export interface Generated {
  method: string;
  path: string;
  query: string;
  body: string | Uint8Array<ArrayBuffer> | undefined;
  headers: Record<string, string>;
}

const NASTY = [
  '\r\nBcc: victim@test.example',
  '\n\n<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><b>',
  "'onmouseover='x",
  '&lt;b&gt;',
  '{{7*7}}',
  '\u0000',
  '\u202e',
  '\ud800',
  '%0d%0aBcc:x',
  '=?utf-8?q?=0d=0a?=',
  '__proto__',
  "'; DROP TABLE subscriber; --",
];

const nasty = fc.constantFrom(...NASTY);
const word = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 }), nasty);
const local = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}$/) },
  { weight: 1, arbitrary: word },
);
const email = fc.oneof(
  { weight: 4, arbitrary: local.map((name) => `${name}@test.example`) },
  fc.emailAddress(),
  fc.tuple(local, word).map(([name, domain]) => `${name}@${domain}.example`),
  word,
);
const watch = fc.record(
  {
    metric: fc.oneof(fc.constantFrom('price', 'volume'), word, fc.constant(null)),
    dimension: fc.oneof(
      fc.constantFrom('kraken:BTC-USD', '*:BTC-*'),
      word.map((name) => `kraken:${name}-USD`),
      word,
    ),
    threshold: fc.oneof(fc.double(), fc.integer({ min: 1, max: 2000 }), word),
    direction: fc.oneof(fc.constantFrom('above', 'below'), word),
  },
  { requiredKeys: [] },
);
const timeZone = fc.oneof(fc.constantFrom('UTC', 'Europe/Berlin'), word);
const signUp = fc.record(
  { email, watches: fc.oneof(fc.array(watch, { maxLength: 4 }), fc.anything()), timeZone },
  { requiredKeys: ['email'] },
);

const json = fc.oneof(
  { weight: 4, arbitrary: signUp.map((value) => JSON.stringify(value)) },
  fc.json(),
  word.map((token) => JSON.stringify({ token })),
  fc.constantFrom('['.repeat(16_000), '['.repeat(17_000)),
  word,
);
const form = fc.oneof(
  { weight: 3, arbitrary: email.map((address) => new URLSearchParams({ email: address }).toString()) },
  fc.dictionary(word, word).map((fields) => new URLSearchParams(fields).toString()),
  fc.constant('List-Unsubscribe=One-Click'),
  fc
    .tuple(fc.nat(99), word, word)
    .map(([row, threshold, metric]) =>
      new URLSearchParams({ [`threshold-${row}`]: threshold, [`metric-${row}`]: metric }).toString(),
    ),
  word,
);
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array));
const body = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('application/json'), json) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('application/x-www-form-urlencoded'), form) },
  fc.tuple(
    fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', 'a/b; c=d'),
    bytes,
  ),
);

const printable = fc.stringMatching(/^[\x20-\x7e]{0,40}$/).map((text) => text.trim());
const headers = fc.record(
  {
    accept: fc.oneof(fc.constantFrom('text/html', '*/*'), printable),
    authorization: fc.oneof(
      printable,
      printable.map((text) => `Bearer ${text}`),
    ),
    origin: fc.oneof(fc.constantFrom(APP_URL, 'null'), printable),
    'sec-fetch-site': fc.oneof(fc.constantFrom('same-origin', 'none'), printable),
    cookie: printable,
  },
  { requiredKeys: [] },
);

const PATHS = ['/emails', '/emails/confirm', '/emails/unsubscribe', '/emails/watches', '/emails/remove'];

/** Tokens: those given, those with one character changed, and what is none. */
const tokenOf = (tokens: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...tokens),
    fc
      .tuple(fc.constantFrom(...tokens), fc.nat(90), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([token, at, other]) => `${token.slice(0, at)}${other}${token.slice(at + 1)}`),
    word,
  );

/** What comes through: a sign-up whose strings are as nasty as an address allows. */
const likely = fc
  .tuple(
    fc.oneof(
      fc.tuple(
        fc.constant('application/json'),
        signUp.map(({ email }) => JSON.stringify({ email })),
      ),
      fc.tuple(
        fc.constant('application/x-www-form-urlencoded'),
        email.map((address) => new URLSearchParams({ email: address }).toString()),
      ),
    ),
    fc.constantFrom('POST', 'POST', 'DELETE'),
    fc.ipV4(),
  )
  .map(
    ([[type, content], method, client]): Generated => ({
      method,
      path: '/emails',
      query: '',
      body: content,
      headers: { 'content-type': type, 'x-forwarded-for': client },
    }),
  );

export function generatedRequest(tokens: readonly string[]): fc.Arbitrary<Generated> {
  return fc.oneof({ weight: 1, arbitrary: likely }, { weight: 3, arbitrary: anything(tokens) });
}

function anything(tokens: readonly string[]): fc.Arbitrary<Generated> {
  const token = tokenOf(tokens);
  const query = fc.oneof(
    fc.constant(''),
    token.map((text) => `?token=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '\ufffd'))}`),
    fc.webQueryParameters().map((text) => `?${text}`),
  );
  const tokenBody = token.map((text): [string, string] => [
    'application/json',
    JSON.stringify({ token: text }),
  ]);
  return fc
    .record({
      method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE', 'GET', 'PATCH'),
      path: fc.constantFrom('/emails', ...PATHS),
      query,
      sent: fc.oneof({ weight: 4, arbitrary: body }, { weight: 1, arbitrary: tokenBody }),
      headers,
      client: fc.ipV4(),
    })
    .map(({ method, path, query, sent: [type, content], headers, client }) => ({
      method,
      path,
      query,
      body: method === 'GET' ? undefined : content,
      headers: { ...headers, 'content-type': type, 'x-forwarded-for': client },
    }));
}
