/** The servers that tests visit; the environment carries their origins from the set-up into the workers. */
export const WORLDS = ['seeded', 'live', 'old', 'empty', 'deaf', 'broken', 'away'] as const;
/** When the old world stopped: what it shows does not depend on the hour at which tests run. */
export const OLD_MS = Date.UTC(2026, 10, 24, 12, 30);

export type World = (typeof WORLDS)[number];

export function announceWorld(world: World, { origin, mailbox }: { origin: string; mailbox: string }): void {
  process.env[variable(world)] = origin;
  process.env[`${variable(world)}_MAILBOX`] = mailbox;
}

/** The databases of the servers with a day of data, for what no page shows or does. */
export function announceDatabase(world: 'seeded' | 'live', url: string): void {
  process.env[`E2E_DATABASE_${world}`] = url;
}

const databaseOf = (world: 'seeded' | 'live') => (): string => {
  const url = process.env[`E2E_DATABASE_${world}`];
  if (url === undefined) throw new Error('no database: the set-up did not run');
  return url;
};

export const seededDatabase = databaseOf('seeded');
export const liveDatabase = databaseOf('live');

const originOf = (world: World) => (): string => {
  const origin = process.env[variable(world)];
  if (origin === undefined) throw new Error(`no server for ${world}: the set-up did not run`);
  return origin;
};

/** Origin of the server with a day of data. */
export const seeded = originOf('seeded');
/** Of one with a day of data, and more to come: only for tests that collect. */
export const live = originOf('live');
/** Of one whose newest collection was at `OLD_MS`, long ago. */
export const old = originOf('old');
/** Of one whose database lacks a table: a fault of ours. */
export const broken = originOf('broken');
/** Of one that has collected nothing yet. */
export const empty = originOf('empty');
/** Of one whose only collection reached nobody. */
export const deaf = originOf('deaf');
/** Of one without a database. */
export const away = originOf('away');

/** The link to the mailbox of a server, as its start printed it. */
export function mailboxLink(world: World): string {
  return process.env[`${variable(world)}_MAILBOX`] ?? '';
}

function variable(world: World): string {
  return `E2E_${world.toUpperCase()}`;
}
