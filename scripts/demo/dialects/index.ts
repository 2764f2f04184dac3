import { binance } from './binance';
import type { Dialect } from './dialect';
import { gate } from './gate';
import { htx } from './htx';
import { kraken } from './kraken';
import { kucoin } from './kucoin';
import { okx } from './okx';

export type { Dialect, ListedRow } from './dialect';

/** The exchanges of the demo, by the names that the ccxt library gives them. */
export const DIALECTS: Record<string, Dialect> = { binance, gate, htx, kraken, kucoin, okx };
