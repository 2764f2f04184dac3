export interface Decimals {
  price: number;
  /** Of amounts of the base and of the quote. */
  amount: number;
  paid: number;
}

/** What one market shows at one time, rounded as its exchange writes it. Prices in the quote currency. */
export interface Quote {
  atMs: number;
  last: number;
  bid: number;
  ask: number;
  bidSize: number;
  askSize: number;
  baseVolume: number;
  quoteVolume: number;
  vwap: number;
  high: number;
  low: number;
  /** 24 hours ago. */
  open: number;
  /** At midnight UTC. */
  dayOpen: number;
  decimals: Decimals;
}

/** Numbers as they are written, with as many decimals as the market has. */
export function writerOf({ decimals }: Quote) {
  return {
    price: (value: number) => value.toFixed(decimals.price),
    amount: (value: number) => value.toFixed(decimals.amount),
    paid: (value: number) => value.toFixed(decimals.paid),
  };
}

/** `value` with so many decimals; what `toFixed` writes of it reads as the same number. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** So many decimals that numbers of this size have about so many digits. */
export function decimalsFor(size: number, digits: number): number {
  return Math.min(15, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}
