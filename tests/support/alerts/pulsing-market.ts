import { runCollection } from '@/lib/collect/run';
import type { SourceReading } from '@/lib/quality/reading';
import { tickerOf } from '@/tests/support/ticker';

/** By the hour, so that a mail a slot is no more than 24 a day. */
export const INTERVAL_MS = 3_600_000;
export const FIRST_MS = Date.UTC(2026, 0, 5);
/** Slots without a move: a whole baseline. */
export const CALM_SLOTS = 24;
/** Each base moves in its turn, for three slots; its alert is over in the second slot after that. */
const BASES = 30;
const HIGH_SLOTS = 3;
const OVER_AFTER = HIGH_SLOTS + 1;
const EXCHANGES = ['kraken', 'okx'];

export type CollectionStart = Pick<Parameters<typeof runCollection>[0], 'pool' | 'alerts' | 'onStep'>;

/** One collection of the market as it is in a slot. */
export function collectSlot(slot: number, start: CollectionStart) {
  return runCollection({
    ...start,
    clock: () => FIRST_MS + slot * INTERVAL_MS + 5_000,
    intervalMs: INTERVAL_MS,
    exchanges: EXCHANGES,
    readSources: async () => readings(slot),
  });
}

/** What begins and what is over in a slot: one base at most each. */
export function eventsIn(slot: number): { begin: string | null; over: string | null } {
  const begun = slot - OVER_AFTER;
  return {
    begin: slot >= CALM_SLOTS ? baseOf(slot % BASES) : null,
    over: begun >= CALM_SLOTS ? baseOf(begun % BASES) : null,
  };
}

export const baseOf = (index: number) => `COIN${index}`;

function readings(slot: number): SourceReading[] {
  const atMs = FIRST_MS + slot * INTERVAL_MS;
  return EXCHANGES.map((exchange, place) => ({
    ok: true,
    exchange,
    elapsedMs: 1,
    attempts: 1,
    listed: BASES,
    unlisted: 0,
    listedAtMs: atMs,
    note: null,
    faults: [],
    tickers: Array.from({ length: BASES }, (_, index) => {
      // Each exchange has a book of its own: two that agree to the digit count as one witness.
      const price = (100 + (slot % 2) + (isHigh(index, slot) ? 900 : 0)) * (1 + place / 1_000);
      const volume = 10_000 + 500 * place + index;
      const said = { last: price, baseVolume: volume, quoteVolume: volume * price, stampedAtMs: atMs };
      return tickerOf({ exchange, base: baseOf(index), quote: 'USD' }, said);
    }),
  }));
}

/** Within three slots of a slot in which it was this base's turn. */
function isHigh(index: number, slot: number): boolean {
  const turn = slot - ((slot - index) % BASES);
  return slot >= index && turn >= CALM_SLOTS && slot - turn < HIGH_SLOTS;
}
