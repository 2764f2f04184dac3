/** What can be wrong with the service. `database` and `pool` cannot be kept in the database: see direct-watch.ts. */
export type EpisodeKind =
  | 'source'
  | 'metric'
  | 'overdue'
  | 'outbox'
  | 'disk'
  | 'rebase'
  | 'alerts'
  | 'alerts-held'
  | 'clock'
  | 'set-aside'
  | 'database'
  | 'pool';

/** What was observed of one thing. */
export interface Condition {
  kind: EpisodeKind;
  /** What it is about, within the kind; empty where it is the service itself. */
  subject: string;
  /** `unclear` neither begins nor ends an episode. */
  state: 'bad' | 'good' | 'unclear';
  /** Since when it has been so, ms UTC. */
  sinceMs: number;
  /** In plain words, what is so: `kraken is failing: HTTP 502`. */
  detail: string;
}

/** An episode that has not ended. */
export interface OpenEpisode {
  id: number;
  kind: EpisodeKind;
  subject: string;
  sinceMs: number;
  detail: string;
  /** When the operator was last told, ms UTC. */
  toldAtMs: number;
}

/** What has changed, and so what the operator is told. */
export interface Changes {
  opened: Condition[];
  ended: { episode: OpenEpisode; endedAtMs: number; detail: string }[];
  reminded: { episode: OpenEpisode; detail: string }[];
  /** Nobody looks at their subject any more, such as a source taken out of the settings: ended without a word. */
  dropped: OpenEpisode[];
}

/** What ends as it begins: told once, and never as over. */
export const EVENTS: readonly EpisodeKind[] = ['rebase', 'alerts-held', 'set-aside'];

export const REMINDER_MS = 24 * 3_600_000;

const key = ({ kind, subject }: Pick<Condition, 'kind' | 'subject'>) => `${kind} ${subject}`;

/**
 * What follows from what was observed. Pure: called again with its own result applied, it changes nothing.
 * An episode begins with a bad condition and ends with a good one; while it lasts, a reminder a day.
 * An open episode of one of the kinds `looked` at, about which nothing was observed, is dropped.
 */
export function judgeEpisodes(
  conditions: readonly Condition[],
  open: readonly OpenEpisode[],
  looked: readonly EpisodeKind[],
  nowMs: number,
): Changes {
  const openOf = new Map(open.map((episode) => [key(episode), episode]));
  const conditionOf = new Map(conditions.map((condition) => [key(condition), condition]));
  const changes: Changes = { opened: [], ended: [], reminded: [], dropped: [] };
  for (const condition of conditions) {
    if (condition.state === 'bad' && !openOf.has(key(condition))) changes.opened.push(condition);
  }
  for (const episode of open) {
    const now = conditionOf.get(key(episode));
    if (now === undefined) {
      if (looked.includes(episode.kind)) changes.dropped.push(episode);
    } else if (now.state === 'good') {
      changes.ended.push({ episode, endedAtMs: now.sinceMs, detail: now.detail });
    } else if (nowMs - episode.toldAtMs >= REMINDER_MS) {
      changes.reminded.push({ episode, detail: now.state === 'bad' ? now.detail : episode.detail });
    }
  }
  return changes;
}
