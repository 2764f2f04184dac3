import { group } from 'd3-array';
import type { ClientBase } from 'pg';
import { DAY_MS } from '@/lib/model/time';
import type { Metric } from '@/lib/series';
import { type AlertBudget, tickOf } from './budget';
import { type LevelOf, mailOf, seriesContent } from './content';
import type { Detected } from './detect';
import { onePerBase, waitingEntries } from './digest';
import type { AlertSlot } from './judge-alerts';
import type { Mailing } from './mailing';
import { isMuted, type Mutes } from './muted';
import { countMails, lockRecipients, readMutes, readTold, readWaiting } from './notification-store';
import { settleWaiting, writeMails, writeNotifications, writeTellings } from './notification-writer';
import { sendMails } from './send-mails';
import { type Audience, decideTellings, type Telling } from './tell';
import type { WatchedRange } from './watched-range';

/** Mails to one subscriber a day (UTC); what more there is waits for the digest after midnight. */
export const MAX_MAILS_A_DAY = 24;

/**
 * Tells subscribers what began and what is over, inside the collection's transaction: at most one mail each. Returns
 * how many messages were put into the outbox. Mails that half of the budget has no time for wait for the next slot. A
 * slot in which nothing happened sends one statement.
 */
export async function notify(
  client: ClientBase,
  detected: Detected,
  { atMs, metrics }: Pick<AlertSlot, 'atMs' | 'metrics'>,
  mailing: Mailing,
  nowMs: number,
  budget?: AlertBudget,
): Promise<number> {
  const tick = tickOf(budget);
  const { markets, begun, live } = detected;
  const dayMs = atMs - (atMs % DAY_MS);
  const waiting = await readWaiting(client, { dayMs, maxMails: MAX_MAILS_A_DAY }, { markets, metrics });
  const hasEnded = live.some(({ closedMs }) => closedMs === atMs);
  if (begun.length + waiting.length === 0 && !hasEnded) return 0;
  const mutes = await readMutes(client, atMs);
  const levelOf = levels(detected, metrics);
  const wanted = await tellingsOf(client, detected, atMs, audience(detected, metrics, levelOf, mutes));
  tick();
  const waited = waitingEntries(waiting, detected, mutes);
  const recipients = await lockRecipients(client, [
    ...new Set([...waited.keys(), ...wanted.map(({ subscriberId }) => subscriberId)]),
  ]);
  const isConfirmed = new Set(recipients.map(({ id }) => id));
  const { entryOf, sorted } = seriesContent(markets, metrics, levelOf);
  const told = wanted
    .filter(({ subscriberId }) => isConfirmed.has(subscriberId))
    .map((telling) => ({ ...telling, entry: entryOf(telling) }));
  tick();
  const counts = await countMails(client, [...isConfirmed], dayMs);
  const bySubscriber = group(told, ({ subscriberId }) => subscriberId);
  const digested = new Set(waiting.filter((one) => one.atMs < dayMs).map(({ subscriberId }) => subscriberId));
  // Those who waited come first, so that a slot without enough time does not pass over the same ones again.
  const inTurn = recipients.toSorted((a, b) => Number(waited.has(b.id)) - Number(waited.has(a.id)));
  const mails = inTurn.flatMap((to) => {
    const own = [...(waited.get(to.id) ?? []), ...(bySubscriber.get(to.id) ?? []).map(({ entry }) => entry)];
    if (own.length === 0 || (counts.get(to.id) ?? 0) >= MAX_MAILS_A_DAY) return [];
    const kind = digested.has(to.id) ? ('digest' as const) : ('alert' as const);
    return [{ to, mail: mailOf(kind, atMs, onePerBase(own, sorted), to.timeZone) }];
  });
  const isLate = () => budget !== undefined && budget.elapsedMs() > budget.limitMs / 2;
  const mailed = await sendMails(client, mails, mailing, nowMs, isLate);
  const shown = new Map(mails.map(({ to, mail }) => [to.id, new Set(mail.entries.map(({ base }) => base))]));
  await writeTellings(client, told, atMs);
  await writeNotifications(
    client,
    // What a mail only counts was not told of one by one; what waits is known whole.
    told.filter(({ subscriberId, base }) => !mailed.has(subscriberId) || shown.get(subscriberId)?.has(base)),
    atMs,
    (id) => mailed.has(id),
  );
  await settleWaiting(client, [...mailed, ...allMuted(waited)], atMs);
  await writeMails(
    client,
    mails.flatMap(({ to, mail }) => (mailed.has(to.id) ? [{ subscriberId: to.id, kind: mail.kind }] : [])),
    atMs,
  );
  return mailed.size;
}

/** Subscribers who muted everything that waited for them. */
const allMuted = (waited: ReadonlyMap<number, readonly object[]>) =>
  Array.from(waited).flatMap(([id, entries]) => (entries.length === 0 ? [id] : []));

async function tellingsOf(
  client: ClientBase,
  { live, begun, markets }: Detected,
  atMs: number,
  audienceOfRanges: Audience,
): Promise<Telling[]> {
  const baseOf = ({ dimensionId }: WatchedRange) => markets.of(dimensionId).base;
  const moved = [...begun, ...live.filter(({ closedMs }) => closedMs === atMs)];
  const told = await readTold(client, [...new Set(moved.map(baseOf))]);
  return decideTellings({
    atMs,
    live,
    begun,
    baseOf,
    audience: audienceOfRanges,
    told: (base) => told.get(base) ?? new Map(),
  });
}

function levels({ watches, markets }: Detected, metrics: readonly Metric[]): LevelOf {
  const columnOf = new Map(metrics.map(({ name }, column) => [name, column]));
  return ({ dimensionId, metric, direction, from, to }, subscriberId) =>
    watches
      .of(columnOf.get(metric) ?? -1, markets.of(dimensionId))
      .levelOf(subscriberId, direction, from, to);
}

/** Those who watch a range and did not mute it. */
function audience(
  { watches, markets }: Detected,
  metrics: readonly Metric[],
  levelOf: LevelOf,
  mutes: Mutes,
): Audience {
  const isSilent = ({ dimensionId }: WatchedRange, id: number) => isMuted(mutes, markets.of(dimensionId), id);
  return {
    of(range) {
      const column = metrics.findIndex(({ name }) => name === range.metric);
      const own = watches.of(column, markets.of(range.dimensionId));
      return [...own.audienceOf(range.direction, range.from, range.to)].filter((id) => !isSilent(range, id));
    },
    includes: (range, id) => levelOf(range, id) !== null && !isSilent(range, id),
  };
}
