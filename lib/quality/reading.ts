import type { Ticker } from '@/lib/model/ticker';

interface Attempted {
  exchange: string;
  elapsedMs: number;
  /** 1 where nothing had to be asked again, 0 where it was not asked since it has to be left alone. */
  attempts: number;
}

/** A source that answered: its known, active spot markets, as it sent them. */
export interface SourceRead extends Attempted {
  ok: true;
  tickers: Ticker[];
  /** Markets in the list that it was read by. */
  listed: number;
  /** Tickers of no market in that list: derivatives, or markets that the library names otherwise. */
  unlisted: number;
  /** When that list was fetched, ms UTC. */
  listedAtMs: number;
  /** What went wrong without costing the tickers, such as a market list that could not be renewed. */
  note: string | null;
  /** Markets whose row could not be read, with the reason; they cost nobody else anything. */
  faults: { symbol: string; reason: string }[];
}

/** A failed source is a result, not an exception. */
export interface SourceFailed extends Attempted {
  ok: false;
  /** In plain words: `HTTP 502: ...`, `no answer within 10 s`, `not JSON: <html>...`. */
  reason: string;
  /** True when no connection was made at all (DNS, refused, unreachable): tells a dead network from a dead source. */
  unreachable: boolean;
  /** Until when it is not asked, ms UTC, since it refused us for too many requests; null or absent: nothing keeps us. */
  waitUntilMs?: number | null;
}

export type SourceReading = SourceRead | SourceFailed;
