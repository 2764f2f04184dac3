import { exchangeName } from '@/components/format/market-name';
import { visibleText } from '@/lib/market-name';

/** A market, or a whole base, in words: `SOL on all venues`, `SOL-USD on Kraken`. */
export function inWords(dimension: string): string {
  const [exchange = '', market = ''] = dimension.split(/:(.*)/s);
  const name = readable(market);
  return exchange === '*'
    ? `${name.replace(/-\*$/, '')} on all venues`
    : `${name} on ${exchangeName(exchange)}`;
}

function readable(market: string): string {
  try {
    return visibleText(decodeURIComponent(market), 150);
  } catch {
    return visibleText(market, 150);
  }
}
