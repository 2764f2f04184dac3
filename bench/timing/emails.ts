import type { Pool } from 'pg';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { serveApi } from '@/tests/support/server';
import { rankTest } from './rank-test';

/** Of each kind. */
const REQUESTS = Number(process.argv[2] ?? 1000);

/** What an address may be when somebody asks about it, and each request's time, ms. */
const KINDS = ['unknown', 'unknown too', 'confirmed', 'pending', 'at its limit'] as const;
/** Emails a day that a mailbox gets. */
const MAX_EMAILS = 3;
type Kind = (typeof KINDS)[number];

/**
 * Measures over HTTP whether the time of an answer tells if an address is known: sign-ups and removals of all kinds in
 * turn, each address once, as ranks. `unknown too` against `unknown` shows what noise alone does.
 */
async function main(): Promise<void> {
  const database = await temporaryDatabase();
  try {
    const url = databaseUrl(database.pool);
    const server = await serveApi(url, {
      APP_SECRET: 'a-secret-of-this-run',
      APP_URL: 'https://metrics.test',
      TRUST_PROXY: '127.0.0.1',
    });
    for (const method of ['POST', 'DELETE']) {
      await prepare(database.pool, method);
      report(method, await measure(server.origin, database.pool, method));
    }
    await server.close();
  } finally {
    await database.remove();
  }
  process.exit(0);
}

function databaseUrl({ options }: Pool): string {
  if (options.connectionString === undefined) throw new Error('the database has no address');
  return options.connectionString;
}

const addressOf = (method: string, kind: Kind, n: number) =>
  `${kind.replaceAll(' ', '-')}-${method}-${n}@test.example`.toLowerCase();

async function prepare(pool: Pool, method: string): Promise<void> {
  for (const [kind, status] of [
    ['confirmed', 'confirmed'],
    ['pending', 'pending'],
    ['at its limit', 'pending'],
  ] as const) {
    await pool.query(
      `INSERT INTO subscriber (email, email_key, status, since, confirmed_at)
       SELECT email, email, $2, now(), CASE WHEN $2 = 'confirmed' THEN now() END FROM unnest($1::text[]) AS email`,
      [Array.from({ length: REQUESTS }, (_, n) => addressOf(method, kind, n)), status],
    );
  }
  await pool.query('ANALYZE subscriber');
}

async function measure(origin: string, pool: Pool, method: string): Promise<Record<Kind, number[]>> {
  const times: Record<Kind, number[]> = {
    unknown: [],
    'unknown too': [],
    confirmed: [],
    pending: [],
    'at its limit': [],
  };
  for (let n = -20; n < REQUESTS; n++) {
    // A ceiling for all is 2,000, and a client's 20.
    await pool.query(`DELETE FROM rate_limit WHERE key LIKE 'everybody%'`);
    for (const kind of shuffled(KINDS)) {
      const email = addressOf(method, kind, n);
      for (let sent = 0; kind === 'at its limit' && sent < MAX_EMAILS; sent++)
        await ask(origin, method, email);
      const took = await ask(origin, method, email);
      // The first warm it up.
      if (n >= 0) times[kind].push(took);
    }
  }
  return times;
}

let client = 0;

async function ask(origin: string, method: string, email: string): Promise<number> {
  client += 1;
  const headers = {
    'content-type': 'application/json',
    'x-forwarded-for': `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`,
  };
  const startedAt = performance.now();
  const answer = await fetch(`${origin}/api/emails`, { method, headers, body: JSON.stringify({ email }) });
  await answer.arrayBuffer();
  const took = performance.now() - startedAt;
  if (answer.status !== 202) throw new Error(`${method} of ${email} was answered ${answer.status}`);
  return took;
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

function report(method: string, times: Record<Kind, number[]>): void {
  process.stdout.write(`${method} /api/emails, ${REQUESTS} of each kind\n`);
  for (const kind of KINDS) {
    const sorted = [...times[kind]].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(2);
    const { larger, z, p } = rankTest(times[kind], times.unknown);
    const against =
      kind === 'unknown'
        ? ''
        : `  slower than unknown in ${(100 * larger).toFixed(1)} %, z ${z.toFixed(1)}, p ${p.toFixed(3)}`;
    process.stdout.write(`  ${kind.padEnd(16)} median ${at(0.5)} ms (${at(0.1)} to ${at(0.9)})${against}\n`);
  }
}

await main();
