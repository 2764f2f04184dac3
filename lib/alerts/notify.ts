import { group } from 'd3-array';
import type { ClientBase } from 'pg';
import { enqueue, type NewMessage } from '@/lib/outbox';
import type { Metric } from '@/lib/series';
import type { AlertMail } from './alert-mail';
import { contentKey, entryMaker, mailOf } from './content';
import type { Detected } from './detect';
import type { Alert, AlertSlot } from './judge-alerts';
import type { Mailing, Recipient } from './mailing';
import { targetsOf } from './markets';
import {
  countMails,
  lockRecipients,
  readMutes,
  readTold,
  readWaiting,
  type Waiting,
} from './notification-store';
import { settleWaiting, writeMails, writeTellings } from './notification-writer';
import { decideTellings, type Telling } from './tell';

/** Mails to one subscriber a day (UTC); what more there is waits for the digest after midnight. */
export const MOST_MAILS_A_DAY = 24;
const DAY_MS = 86_400_000;
/** Behind confirmations (0) and notices to the operator (1). */
const PRIORITY = 2;
/** Messages of 20 KB that are in memory at once. */
const CHUNK = 500;

/**
 * Tells subscribers what began and what is over, inside the collection's transaction: at most one mail each. Answers
 * how many messages were put into the outbox. A slot in which nothing happened sends two statements.
 */
export async function notify(
  client: ClientBase,
  detected: Detected,
  { atMs, metrics }: Pick<AlertSlot, 'atMs' | 'metrics'>,
  mailing: Mailing,
  nowMs: number,
): Promise<number> {
  const dayMs = atMs - (atMs % DAY_MS);
  const waiting = await readWaiting(client, dayMs);
  if (detected.begun.length + detected.ended.length + waiting.length === 0) return 0;
  const mutes = await readMutes(client, atMs);
  const audienceOf = audiences(detected, metrics, mutes);
  const wanted = await tellingsOf(client, detected, atMs, audienceOf);
  const digests = digestsOf(waiting, detected, mutes);
  const recipients = await lockRecipients(client, [
    ...new Set([...wanted.map(({ subscriberId }) => subscriberId), ...digests.keys()]),
  ]);
  const isConfirmed = new Set(recipients.map(({ id }) => id));
  const tellings = wanted.filter(({ subscriberId }) => isConfirmed.has(subscriberId));
  const counts = await countMails(client, [...isConfirmed], dayMs);
  const isMailed = (id: number) => digests.has(id) || (counts.get(id) ?? 0) < MOST_MAILS_A_DAY;
  await writeTellings(client, tellings, atMs, isMailed);
  await settleWaiting(client, [...digests.keys()], { dayMs, atMs });

  const entryOf = entryMaker(detected.markets, metrics);
  const bySubscriber = group(tellings, ({ subscriberId }) => subscriberId);
  const mails = recipients.flatMap((to) => {
    const told = [...(digests.get(to.id) ?? []), ...(bySubscriber.get(to.id) ?? [])];
    if (!isMailed(to.id) || told.length === 0) return [];
    const kind = digests.has(to.id) ? ('digest' as const) : ('alert' as const);
    return [{ to, mail: mailOf(kind, atMs, told.map(entryOf), to.timeZone) }];
  });
  await writeMails(
    client,
    mails.map(({ to, mail }) => ({ subscriberId: to.id, kind: mail.kind })),
    atMs,
  );
  await send(client, mails, mailing, nowMs);
  return mails.length;
}

type AudienceOf = (alert: Alert) => ReadonlySet<number>;

async function tellingsOf(
  client: ClientBase,
  { live, begun, ended, markets }: Detected,
  atMs: number,
  audienceOf: AudienceOf,
): Promise<Telling[]> {
  const baseOf = ({ dimensionId }: Alert) => markets.of(dimensionId).base;
  const told = await readTold(client, [...new Set([...begun, ...ended].map(baseOf))]);
  return decideTellings({
    atMs,
    live,
    begun,
    ended,
    baseOf,
    audienceOf,
    told: (subscriberId, base) => told.get(`${subscriberId} ${base}`),
  });
}

/** Those who watch an alert and did not mute it. Asked several times of each, and found once. */
function audiences(
  { watches, markets }: Detected,
  metrics: readonly Metric[],
  mutes: ReadonlyMap<string, Set<number>>,
): AudienceOf {
  const known = new Map<string, ReadonlySet<number>>();
  return (alert) => {
    const before = known.get(alert.id);
    if (before !== undefined) return before;
    const dimension = markets.of(alert.dimensionId);
    const column = metrics.findIndex(({ name }) => name === alert.metric);
    const audience = watches.audienceOf(column, dimension, alert);
    for (const target of targetsOf(dimension)) {
      for (const id of mutes.get(target) ?? []) audience.delete(id);
    }
    known.set(alert.id, audience);
    return audience;
  };
}

/** What subscribers were not mailed on the days before, without what they muted since: a base as it was left. */
function digestsOf(
  waiting: readonly Waiting[],
  { markets }: Detected,
  mutes: ReadonlyMap<string, Set<number>>,
): Map<number, Telling[]> {
  const digests = new Map<number, Map<string, Telling>>();
  for (const { subscriberId, kind, alert } of waiting) {
    const tellings = digests.get(subscriberId) ?? new Map<string, Telling>();
    digests.set(subscriberId, tellings);
    const dimension = markets.of(alert.dimensionId);
    if (targetsOf(dimension).some((target) => mutes.get(target)?.has(subscriberId))) continue;
    const { base } = dimension;
    const alerts = tellings.get(base)?.alerts.filter(({ id }) => id !== alert.id) ?? [];
    tellings.set(base, { subscriberId, base, event: kind, alerts: [...alerts, alert] });
  }
  return new Map(Array.from(digests, ([id, tellings]) => [id, [...tellings.values()]]));
}

/** Composes each distinct content once, and enqueues it to all who get it. */
async function send(
  client: ClientBase,
  mails: readonly { to: Recipient; mail: AlertMail }[],
  { compose, links, address }: Mailing,
  nowMs: number,
): Promise<void> {
  let messages: NewMessage[] = [];
  for (const [, same] of group(mails, ({ mail }) => contentKey(mail))) {
    const [first] = same;
    if (first === undefined) continue;
    const { kind, atMs } = first.mail;
    const composed = await compose(first.mail, links);
    for (const { to } of same) {
      messages.push({
        kind,
        priority: PRIORITY,
        ...address(composed, to, nowMs),
        dedupeKey: `alert:${to.id}:${atMs}`,
      });
      if (messages.length < CHUNK) continue;
      await enqueue(client, messages, nowMs);
      messages = [];
    }
  }
  await enqueue(client, messages, nowMs);
}
