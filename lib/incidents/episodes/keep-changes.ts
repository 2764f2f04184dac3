import type { Prisma } from '@/lib/platform/database';
import type { Changes, EpisodeKind, OpenEpisode } from './judge-episodes';

type Episodes = Pick<Prisma, 'episode'>;

/** The episodes that have not ended, the oldest first. */
export async function openEpisodes(client: Episodes): Promise<OpenEpisode[]> {
  const rows = await client.episode.findMany({ where: { endedAt: null }, orderBy: { id: 'asc' } });
  return rows.map(openOf);
}

/** Events that nobody was told of yet, the oldest first. */
export async function untoldEvents(client: Episodes): Promise<OpenEpisode[]> {
  const rows = await client.episode.findMany({
    where: { noticedAt: null },
    orderBy: { id: 'asc' },
    take: 100,
  });
  return rows.map(openOf);
}

function openOf(row: Awaited<ReturnType<Prisma['episode']['findMany']>>[number]): OpenEpisode {
  const { id, kind, subject, detail, since, noticedAt, remindedAt } = row;
  return {
    id,
    // The table's own check allows no other.
    kind: kind as EpisodeKind,
    subject,
    detail,
    sinceMs: since.getTime(),
    toldAtMs: (remindedAt ?? noticedAt ?? since).getTime(),
  };
}

/** Writes what has changed, and that the operator was told of it, in the caller's transaction. */
export async function keepChanges(
  client: Episodes,
  { opened, ended, reminded, dropped }: Changes,
  told: readonly OpenEpisode[],
  nowMs: number,
): Promise<void> {
  const now = new Date(nowMs);
  await client.episode.createMany({
    data: opened.map(({ kind, subject, sinceMs, detail }) => ({
      kind,
      subject,
      detail,
      since: new Date(sinceMs),
      noticedAt: now,
    })),
  });
  const ids = (episodes: readonly OpenEpisode[]) => ({ id: { in: episodes.map(({ id }) => id) } });
  const reminders = reminded.map(({ episode }) => episode);
  const closed = [...ended.map(({ episode }) => episode), ...dropped];
  await client.episode.updateMany({ where: ids(reminders), data: { remindedAt: now } });
  await client.episode.updateMany({ where: ids(closed), data: { endedAt: now } });
  await client.episode.updateMany({ where: ids(told), data: { noticedAt: now } });
}
