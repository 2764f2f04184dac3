import { exchangeName } from '@/lib/format/market-name';
import type { Status } from '@/lib/queries';

/** `OKX: HTTP 502`, or `OKX asked us to wait until 12:40 UTC: HTTP 429`. */
export function missingWords({ exchange, reason, waitUntil }: Status['sources']['notFresh'][number]): string {
  const name = exchangeName(exchange);
  if (reason === null) return `${name}: no reason given`;
  return waitUntil === undefined ? `${name}: ${reason}` : `${name} ${reason}`;
}
