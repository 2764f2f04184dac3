/** A market with its latest accepted values. */
export interface Market {
  dimensionId: number;
  name: string;
  exchange: string;
  base: string;
  quote: string;
  /** In the quote currency. */
  price: number;
  /** Of 24 hours, in the quote currency; null where the exchange does not say. */
  quoteVolume: number | null;
}
