/** What was refused of one dimension in one slot, by one rule: the refused columns, NaN elsewhere. */
export interface RejectedObservation {
  dimensionId: number;
  reason: string;
  values: Float64Array;
  /** What the peers said, in one sentence; absent or null where nobody was asked. */
  peers?: string | null;
}

/** What is known of the newest observation of some dimensions, accepted or not. */
export interface Marks {
  dimensionIds: Int32Array;
  /** Indices into QUALITIES. */
  quality: Uint8Array;
  venuesAgreeing: Uint16Array;
  venuesListing: Uint16Array;
  /** Indices into FRESHNESS; absent where all are fresh. */
  freshness?: Uint8Array;
}

/** What becomes of values of earlier slots, by dimension. Written together with the slot that decides it. */
export interface Revisions {
  /** Held (reason `pending`) since `sinceMs`: confirmed, and now observations. */
  released: readonly { dimensionId: number; sinceMs: number }[];
  /** Held, and not confirmed: refused for good. */
  dropped: Int32Array;
  /** Believed since `sinceMs`, and now known to be wrong: all, or those that were `apart` from their peers. */
  withdrawn: readonly { dimensionId: number; sinceMs: number; all: boolean }[];
  /** That is where 1 + the value at this position (a premium) is further from 1 than this factor, either way. */
  apart: { position: number; factor: number };
  /** The baseline begins anew with this slot. */
  restarted: readonly { dimensionId: number; reason: 'correction' | 'rebase'; says: string }[];
}

export const NO_REVISIONS: Revisions = {
  released: [],
  dropped: new Int32Array(0),
  withdrawn: [],
  apart: { position: 0, factor: Number.POSITIVE_INFINITY },
  restarted: [],
};
