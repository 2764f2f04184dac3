import type { Exchange } from 'ccxt';

type Market = ReturnType<Exchange['market']>;
type Currency = ReturnType<Exchange['safeCurrencyStructure']>;

/**
 * Tells the library its markets as its own `setMarkets` would, for spot markets without precision, limits or fees of
 * their own: those are the same for all, and shared. The library copies them for every market and both its
 * currencies, which was a third of the processor time of a collection. Answers its completed markets, in order.
 */
export function setMarkets(client: Exchange, markets: readonly { id: string }[]): Market[] {
  const { precision, limits, fees } = client;
  const usual = client.deepExtend(client.safeMarketStructure(), { precision, limits }, fees.trading);
  const completed = markets.map((market): Market => {
    const all = { ...usual };
    for (const [key, value] of Object.entries(market)) if (value !== undefined) all[key] = value;
    return all;
  });
  const byId = client.mapToSafeMap(client.groupBy(markets, 'id'));
  const bySymbol = client.mapToSafeMap(client.indexBy(completed, 'symbol'));
  client.markets_by_id = byId;
  client.markets = bySymbol;
  client.symbols = Object.keys(bySymbol).sort();
  client.ids = Object.keys(byId).sort();
  setCurrencies(client, completed);
  return completed;
}

/** As the first market has it that has it as its base, or else as its quote. */
function setCurrencies(client: Exchange, markets: readonly Market[]): void {
  const found = new Map<string, Currency>();
  const add = (code: string, id: string | undefined) => {
    if (!found.has(code)) found.set(code, client.safeCurrencyStructure({ id: id ?? code, code }));
  };
  for (const { base, baseId } of markets) add(base, baseId);
  for (const { quote, quoteId } of markets) add(quote, quoteId);
  const currencies = { ...client.currencies };
  // Of two with one id the later one counts, so their order does.
  for (const code of [...found.keys()].sort()) {
    const [before, currency] = [currencies[code], found.get(code)];
    currencies[code] = before === undefined ? currency : client.deepExtend(before, currency);
  }
  client.currencies = client.mapToSafeMap(currencies);
  client.currencies_by_id = client.indexBySafe(currencies, 'id');
  client.codes = Object.keys(currencies).sort();
}
