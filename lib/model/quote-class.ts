const US_DOLLAR = 'USD';

/** Coins that are meant to be worth one US dollar, by the codes that exchanges quote in. Those that fell are not here. */
const DOLLAR_COINS = new Set(
  'USDT USDC DAI USDS FDUSD TUSD USDP BUSD PYUSD GUSD RLUSD USDE USD1 USDD USDG'.split(' '),
);

/** Quotes of one class are compared with one another: the US dollar and its stablecoins are `USD`, others their own. */
export function quoteClass(quote: string): string {
  return DOLLAR_COINS.has(quote) ? US_DOLLAR : quote;
}
