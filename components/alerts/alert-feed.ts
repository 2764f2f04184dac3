import { Feed } from 'feed';
import type { AlertReport } from '@/lib/alerts';
import { alertTitle, momentPath } from '@/lib/format/alert-words';

interface About {
  appUrl: string;
  /** The feed's own address. */
  selfUrl: string;
  /** What it holds, in a few words. */
  title: string;
  /** When it changed, if it holds nothing, ms UTC. */
  emptySinceMs: number;
  nowMs: number;
  labelOf(metric: string): string;
}

/** Alerts as an Atom feed (RFC 4287), in the order given: an entry changes when its alert ends. */
export function alertFeed(alerts: readonly AlertReport[], about: About): string {
  const { appUrl, selfUrl, title, emptySinceMs, nowMs, labelOf } = about;
  const updatedMs = Math.max(...alerts.map(changedMs), alerts.length === 0 ? emptySinceMs : 0);
  const feed = new Feed({
    id: selfUrl,
    title,
    updated: new Date(updatedMs),
    link: `${appUrl}/alerts`,
    feedLinks: { atom: selfUrl },
    author: { name: 'Crypto Metrics Tracker' },
    generator: false,
    language: 'en',
  });
  for (const alert of alerts) {
    feed.addItem({
      id: `${appUrl}/api/alerts#${alert.id}`,
      title: plain(alertTitle(alert, labelOf(alert.metric))),
      link: `${appUrl}${momentPath(alert, nowMs)}`,
      date: new Date(changedMs(alert)),
      published: new Date(alert.since),
      description: plain(sentence(alert)),
    });
  }
  return feed.atom1();
}

function changedMs({ since, until }: AlertReport): number {
  return Date.parse(until ?? since);
}

function sentence({
  since,
  until,
  opening,
  threshold,
  direction,
  venues,
  quality,
  state,
}: AlertReport): string {
  const limit = direction === 'above' ? `above ${threshold}x` : `below 1/${threshold}`;
  const end = until === null ? (state === 'stale' ? 'no longer seen' : 'still open') : `until ${until}`;
  const others =
    quality === 'single-venue'
      ? 'One venue only.'
      : `${venues.agreeing} of ${venues.listing} other venues agree on its price.`;
  return `Value ${opening.value} against a mean of ${opening.mean} (${limit}), since ${since}, ${end}. ${others}`;
}

/** XML 1.0 has no place for control characters, not even escaped. */
function plain(text: string): string {
  return text.replace(/\p{C}/gu, ' ');
}
