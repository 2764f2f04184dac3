import type { Input } from './input';

const LONG = 12_000;

/** Headers that are expensive to read, or that make an answer expensive. */
const HEADERS: Record<string, Record<string, string>> = {
  'no compression': { 'accept-encoding': 'identity' },
  gzip: { 'accept-encoding': 'gzip' },
  brotli: { 'accept-encoding': 'br' },
  'many encodings': { 'accept-encoding': list((i) => `x${i};q=0.${i % 10}`) },
  'many formats': { accept: list((i) => `application/x${i};q=0.${i % 10}`) },
  'many tags': { 'if-none-match': list((i) => `"tag-${i}"`) },
  'many cookies': { cookie: list((i) => `cookie${i}=value`, '; ') },
  'many addresses': { 'x-forwarded-for': list((i) => `198.51.100.${i % 250}`) },
  'many ranges': { range: `bytes=${list((i) => `${i}-${i + 1}`)}` },
  'many languages': { 'accept-language': list((i) => `x-${i};q=0.${i % 10}`) },
  'a wrong secret': { authorization: `Bearer ${'x'.repeat(LONG)}` },
};

/** The largest answers that there are. */
const ASKED = [
  '/',
  '/api-docs',
  '/api/list-metrics',
  '/api/rankings?metric=price&format=csv',
  '/api/openapi.json',
];

/** Each of these headers with each of the largest answers. */
export function headerInputs(): Input[] {
  return ASKED.flatMap((path) =>
    Object.entries(HEADERS).map(([name, headers]) => ({ name, method: 'GET', path, headers })),
  );
}

function list(part: (i: number) => string, between = ', '): string {
  const parts: string[] = [];
  for (let length = 0, i = 0; length < LONG; i++) {
    parts.push(part(i));
    length += part(i).length + between.length;
  }
  return parts.join(between);
}
