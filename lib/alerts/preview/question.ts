import type { Direction, WatchGroup } from '@/lib/alerts/level';

/** What is watched for, whoever does. */
export type Watch = Omit<WatchGroup, 'subscriberIds'>;

export interface PreviewQuestion {
  watches: readonly Watch[];
  /** US dollars a day that a market trades at least to have an alert. */
  minTurnover: number;
}

export interface PreviewExample {
  /** Name of the market. */
  dimension: string;
  metric: string;
  direction: Direction;
  threshold: number;
  /** ms UTC. */
  openedMs: number;
  ratio: number;
}

/** What watches would have caused. Plain data, which may be sent to another thread. */
export interface Previewed {
  /** The last collection, ms UTC; null before the first. */
  asOfMs: number | null;
  /** The last 24 hours. At most 20 examples, the newest first. */
  day: { mails: number; alerts: number; examples: PreviewExample[] };
  /** The last 7 days. */
  week: { mails: number; alerts: number };
  /** How many of the markets that the watches are of were looked at; fewer than all where time ran out. */
  markets: { checked: number; matching: number };
}
