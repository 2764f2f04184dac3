import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { startProduct } from '@/bench/suite/servers';
import { buildIfStale } from '@/server/build';
import { addCrowd } from './crowd';
import { headerInputs } from './inputs/header-inputs';
import type { Input, Known } from './inputs/input';
import { pageInputs } from './inputs/page-inputs';
import { routeInputs } from './inputs/route-inputs';
import { type Measured, measureAll } from './measure';
import { HEAD, isFine, lineOf, summary } from './report';
import { WORLDS } from './worlds';

const USAGE = 'npm run test:worst-inputs -- [--world demo|large] [--only TEXT]';
const SECRETS = {
  APP_SECRET: 'a-secret-of-this-measurement',
  ADMIN_TOKEN: 'an-admin-token-of-this-measurement',
  CRON_SECRET: 'a-cron-secret-of-this-measurement',
};
const EXCHANGE = 'kraken';
/** How long the server takes what it knows of the last collection for true. */
const LOOKUP_MS = 5_500;

const say = (line: string) => console.log(line);

/**
 * `npm run test:worst-inputs`: asks the production build for the most expensive that there is, of every route and every
 * page, and tells what each costs. Fails where one misses an aim, or is answered by a 5xx.
 */
async function main(): Promise<void> {
  process.env.LOG_LEVEL = 'silent';
  const { values } = parseArgs({
    options: { world: { type: 'string' }, only: { type: 'string', default: '' } },
  });
  const { world, only } = values;
  const names = world === undefined ? Object.keys(WORLDS) : [world];
  if (names.some((name) => WORLDS[name] === undefined)) throw new Error(USAGE);
  await buildIfStale(new AbortController().signal);
  const all: Measured[] = [];
  for (const name of names) all.push(...(await measureWorld(name, only)));
  process.exitCode = isFine(all) ? 0 : 1;
}

async function measureWorld(name: string, only: string): Promise<Measured[]> {
  const database = await temporaryDatabase({ fsync: 'off', synchronous_commit: 'off' });
  const { pool } = database;
  try {
    say(`${name}: filling a database`);
    await WORLDS[name]?.(pool, Date.now());
    const crowd = await addCrowd(pool, SECRETS.APP_SECRET, Date.now());
    const known = { ...crowd, adminToken: SECRETS.ADMIN_TOKEN, cronSecret: SECRETS.CRON_SECRET };
    const server = await startProduct(pool.options.connectionString ?? '', {
      ...SECRETS,
      TRUST_PROXY: '127.0.0.1',
      SOURCES: EXCHANGE,
      // Nobody answers there: what is asked here is what is stored.
      SOURCE_URLS: JSON.stringify({ [EXCHANGE]: 'http://127.0.0.1:9' }),
    });
    const makeCold = async () => {
      await pool.query('UPDATE collection SET revision = revision + 1');
      await sleep(LOOKUP_MS);
      await warmUp(server.origin);
    };
    try {
      await warmUp(server.origin);
      const inputs = (await allInputs(server.origin, known)).filter((input) =>
        `${input.method} ${input.path} ${input.name}`.includes(only),
      );
      say(HEAD);
      const measured = await measureAll({ ...server, makeCold }, inputs, (one) => say(lineOf(one)));
      for (const line of [`${name}:`, HEAD, ...summary(measured)]) say(line);
      return measured;
    } finally {
      await server.stop();
    }
  } finally {
    await database.remove();
  }
}

async function allInputs(origin: string, known: Known): Promise<Input[]> {
  const document: unknown = await (await fetch(`${origin}/api/openapi.json`)).json();
  return [...routeInputs(document, known), ...pageInputs(known), ...headerInputs()];
}

/** What a server does once, such as loading a route's code or reading the statistics, is not an input's. */
async function warmUp(origin: string): Promise<void> {
  for (const path of [
    '/',
    '/api/rankings?metric=price&limit=1',
    '/api/alerts?limit=1',
    '/sources',
    '/alerts',
  ])
    await (await fetch(`${origin}${path}`)).arrayBuffer();
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
