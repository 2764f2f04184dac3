/** How exchanges write their own names, where it is not their id with a capital letter. */
const EXCHANGES: Record<string, string> = {
  binanceus: 'Binance US',
  bitmart: 'BitMart',
  coinbaseexchange: 'Coinbase Exchange',
  cryptocom: 'Crypto.com',
  gate: 'Gate',
  htx: 'HTX',
  kucoin: 'KuCoin',
  mexc: 'MEXC',
  okx: 'OKX',
};

/** The exchange's name for reading: `kraken` is `Kraken`. */
export function exchangeName(id: string): string {
  return EXCHANGES[id] ?? id.charAt(0).toUpperCase() + id.slice(1);
}

/** The page of a market. A colon and a dash stand unescaped in a path; other signs do not. */
export function marketPath(dimension: string, metric?: string): string {
  const path = `/markets/${encodeURIComponent(dimension).replaceAll('%3A', ':')}`;
  return metric === undefined ? path : `${path}?metric=${encodeURIComponent(metric)}`;
}
