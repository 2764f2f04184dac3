const HEADERS = {
  Allow: { description: 'What this path takes.', example: 'GET, HEAD, OPTIONS' },
  'Cache-Control': {
    description: 'Shared caches may keep the answer until the next collection is due.',
    example: 'public, s-maxage=278, max-age=0, stale-if-error=86400',
  },
  'Content-Disposition': {
    description: 'With all but JSON: the name to save it under.',
    example: 'attachment; filename="price-kraken-BTC-USD.csv"',
  },
  ETag: { description: 'Of this very answer.', example: '"dGhpcyBpcyBub3QgYSB0YWcgYXQ"' },
  'Retry-After': { description: 'Seconds.', example: '5' },
  'WWW-Authenticate': { description: 'How to show who you are.', example: 'Bearer' },
} as const;

/** Sent by some answers of a status only. */
const SOMETIMES: readonly string[] = ['Content-Disposition'];

/** The headers of an answer by their names, as OpenAPI describes them. */
export function headers(...names: (keyof typeof HEADERS)[]) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      { ...HEADERS[name], required: !SOMETIMES.includes(name), schema: { type: 'string' as const } },
    ]),
  );
}
