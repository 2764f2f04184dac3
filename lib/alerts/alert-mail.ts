/** One series as an email tells one subscriber of it. */
export interface AlertSeries {
  dimensionId: number;
  /** `kraken:BTC-USD` */
  dimension: string;
  exchange: string;
  base: string;
  quote: string;
  metric: string;
  /** The metric in words, and its unit (`1` for a pure ratio). */
  label: string;
  unit: string;
  direction: 'above' | 'below';
  /** The highest level of the subscriber that it crossed. */
  threshold: number;
  /** As it began, or (`over`) as it ended. Mean and ratio are null where the baseline began anew. */
  value: number | null;
  mean: number | null;
  ratio: number | null;
  /** The furthest from 1 that it went: the largest, or the smallest of one `below`. */
  peakRatio: number;
  /** Slots, ms UTC. */
  sinceMs: number;
  untilMs: number | null;
  /** Nobody else could confirm it. */
  singleVenue: boolean;
  venues: { agreeing: number; listing: number };
}

/** All that a mail tells of one base: its venues and metrics, the furthest from 1 first. */
export interface AlertEntry {
  base: string;
  event: 'begin' | 'over';
  series: AlertSeries[];
}

/** What one mail says. It is the same for all who are told the same. */
export interface AlertMail {
  /** `digest`: what a day had beyond the mails that a subscriber gets in one. */
  kind: 'alert' | 'digest';
  /** The slot, ms UTC. */
  atMs: number;
  /** At most 20, the furthest from 1 first. */
  entries: AlertEntry[];
  /** How many entries were left out. */
  more: number;
  /** IANA name, in which times are to be written; null: UTC. */
  timeZone: string | null;
}

/**
 * Addresses in a mail. Where they differ by subscriber they hold placeholders of letters alone, which stay as they are
 * in HTML, text and addresses, and are replaced afterwards: a content is composed once for all who get it.
 */
export interface AlertLinks {
  appUrl: string;
  manageUrl: string;
  unsubscribeUrl: string;
  /** The page that mutes a market, or a base (`*:BTC-*`), for a day or for ever. */
  muteUrl(dimension: string, lasting: 'day' | 'ever'): string;
}

/**
 * Turns a mail's content into the mail. Called once a distinct content, by the thousand in a bad hour, while a
 * collection's transaction waits; but an entry is the same object in all mails that tell it, so that what is rendered
 * of it can be kept.
 */
export type ComposeAlertMail = (
  mail: AlertMail,
  links: AlertLinks,
) => Promise<{ subject: string; html: string; text: string }>;
