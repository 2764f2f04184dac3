import { DEFAULT_LIMITS, type Limits } from './limits';
import { medianOf } from './median';

/** One source in one slot, its markets after rule 1: what rule 2 judges it by. NaN where a market has no such value. */
export interface SourceSlot {
  exchange: string;
  /** The order book that it shows: two doors to one are one witness. */
  venue: string;
  /** Accepted slots so far. */
  slotsAccepted: number;
  /** Slots from its last accepted one to this one: 1 in the usual case, Infinity where there is none. */
  slotsSinceAccepted: number;
  /** Slots rejected in a row just before this one. */
  rejectedInARow: number;
  /** How many of these, the newest ones, were well: see `wellInARow`. */
  wellInARow: number;
  /** Its newest time stamp is too old: it is believed, and judges nobody. */
  stale: boolean;
  /** Price / last accepted price, by market. */
  steps: Float64Array;
  /** Price / baseline mean, by market. */
  ratios: Float64Array;
  /** Price / peers' price, by market: see `peerLevels`. */
  levels: Float64Array;
  pricedNow: number;
  /** 0 where unknown. */
  pricedUsually: number;
}

/** The medians of one source, NaN where it has none, and which of the first two is its own measure. */
export interface Measured {
  slot: SourceSlot;
  measure: 'step' | 'ratio';
  step: number;
  ratio: number;
  level: number;
  /** The level of at least half of its markets is known, so that it speaks for the source. */
  levelSpeaks: boolean;
}

/**
 * A source's medians. Steps over different spans do not compare: with its last accepted slot more than 3 slots back
 * a source has no median step, neither to be judged by nor to judge others by, and its ratios speak instead.
 */
export function measure(slot: SourceSlot, limits: Limits = DEFAULT_LIMITS): Measured {
  const silent = slot.slotsSinceAccepted > limits.sourceSilentSlots;
  return {
    slot,
    measure: silent ? 'ratio' : 'step',
    step: silent ? Number.NaN : medianOf(slot.steps),
    ratio: medianOf(slot.ratios),
    level: medianOf(slot.levels),
    levelSpeaks: slot.levels.filter(Number.isFinite).length * 2 >= slot.pricedNow,
  };
}
