/** What the rules remember of one market from slot to slot. A market in its usual state has none. Times in ms UTC. */
export interface MarketState {
  /** Its newest refused value. Runs of slots go on only from the slot before. */
  refused?: { atMs: number; price: number };
  /** The last accepted price and the baseline mean at that time, kept longer than the statistics are. */
  reference?: Reference;
  /** Values that wait to be confirmed, oldest first. */
  pending?: Held[];
  /** Since then its values are believed on its own word, against what its peers say or without them. */
  knownSinceMs?: number;
  /** Slots in a row, up to the newest refused one, in which its level agreed with that of its peers. */
  levelAgreed?: number;
  /** How its steps agreed with those of its peers while it was refused: see `rebase`. */
  steps?: StepRecord;
  /** Since then neither price nor volume has changed. */
  unchangedSinceMs?: number;
}

export interface Reference {
  atMs: number;
  price: number;
  /** Null without a baseline. */
  mean: number | null;
}

export interface Held {
  atMs: number;
  price: number;
}

export interface StepRecord {
  sinceMs: number;
  /** Slots whose step did not agree, oldest first. */
  missedAtMs: number[];
}

/** This slot, and how far the next is. */
export interface SlotTime {
  atMs: number;
  intervalMs: number;
}

/** Whether the newest refused value is of the slot before: else a run of slots is broken. */
export function goesOn(state: MarketState | undefined, { atMs, intervalMs }: SlotTime): boolean {
  return state?.refused?.atMs === atMs - intervalMs;
}
