import { group } from 'd3-array';
import type { ClientBase } from 'pg';
import type { Metric } from '@/lib/series';
import { entryMaker, mailOf } from './content';
import type { Detected } from './detect';
import { digestsOf, onePerBase } from './digest';
import type { Alert, AlertSlot } from './judge-alerts';
import type { Mailing } from './mailing';
import { targetsOf } from './markets';
import { countMails, lockRecipients, readMutes, readTold, readWaiting } from './notification-store';
import { settleWaiting, writeMails, writeNotifications, writeTellings } from './notification-writer';
import { sendMails } from './send-mails';
import { decideTellings, type Telling } from './tell';

/** Mails to one subscriber a day (UTC); what more there is waits for the digest after midnight. */
export const MOST_MAILS_A_DAY = 24;
const DAY_MS = 86_400_000;

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
  const entryOf = entryMaker(detected.markets, metrics);
  const bySubscriber = group(tellings, ({ subscriberId }) => subscriberId);
  const mails = recipients.flatMap((to) => {
    const waited = digests.get(to.id);
    const told = onePerBase([...(waited ?? []), ...(bySubscriber.get(to.id) ?? [])]);
    if (!isMailed(to.id) || told.length === 0) return [];
    const kind = waited === undefined ? ('alert' as const) : ('digest' as const);
    return [{ to, mail: mailOf(kind, atMs, told.map(entryOf), to.timeZone) }];
  });
  const shown = new Map(mails.map(({ to, mail }) => [to.id, new Set(mail.entries.map(({ base }) => base))]));
  await writeTellings(client, tellings, atMs);
  await writeNotifications(
    client,
    // What a mail only counts was not told of one by one; what waits is known whole.
    tellings.filter(
      ({ subscriberId, base }) => !isMailed(subscriberId) || shown.get(subscriberId)?.has(base),
    ),
    atMs,
    isMailed,
  );
  await settleWaiting(client, [...digests.keys()], { dayMs, atMs });
  await writeMails(
    client,
    mails.map(({ to, mail }) => ({ subscriberId: to.id, kind: mail.kind })),
    atMs,
  );
  await sendMails(client, mails, mailing, nowMs);
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
