import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '@/server/postgres';
import { generate } from './generate';
import { runImport } from './run-import';

/**
 * `npm run import:million`: imports a million values (or as many as the argument says) into a fresh database, and
 * into another one with a kill in the middle, and compares. Exit code 1 if the two differ.
 */
async function main(values: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-million-'));
  const server = await startEmbedded({ dataDir: join(folder, 'data') });
  try {
    const file = join(folder, 'million.csv');
    const slotMs = Math.floor(Date.now() / 300_000) * 300_000;
    await generate(file, values, slotMs);
    const [whole, killed] = [await create(server.url, 'whole'), await create(server.url, 'killed')];

    const run = await runImport(file, whole);
    const total = await count(whole);
    console.log(`undisturbed: ${run.seconds.toFixed(1)} s; ${run.summary}`);
    console.log(`memory, once a second: ${run.memory.join(' ')} MB; peak ${Math.max(0, ...run.memory)} MB`);

    const first = await runImport(file, killed, async () => (await count(killed)) > total / 3);
    const torn = await count(killed);
    console.log(
      `killed after ${first.seconds.toFixed(1)} s (exit code ${first.code}), ${torn} of ${total} stored`,
    );
    const second = await runImport(file, killed);
    console.log(`run again: ${second.seconds.toFixed(1)} s; ${second.summary}`);

    const same = (await state(whole)) === (await state(killed));
    console.log(same ? 'both databases are equal' : 'THE DATABASES DIFFER');
    return same && run.code === 0 && second.code === 0 && torn < total ? 0 : 1;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function create(serverUrl: string, name: string): Promise<string> {
  await query(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** 0 before the first run has made the tables. */
async function count(url: string): Promise<number> {
  const [known] = await query(url, `SELECT to_regclass('observation') IS NOT NULL AS there`);
  if (known?.there !== true) return 0;
  const [row] = await query(url, 'SELECT count(*)::int AS n FROM observation');
  return Number(row?.n);
}

/** A sum over all that an import writes, by names. */
async function state(url: string): Promise<string> {
  const sum = (what: string, from: string) => `(SELECT md5(string_agg(t::text, '' ORDER BY t::text))
    FROM (SELECT d.name, ${what} FROM ${from} x JOIN dimension d ON d.id = x.dimension_id) t)`;
  const [row] = await query(
    url,
    `SELECT concat_ws(' ', ${sum('x.at, x.values', 'observation')},
       ${sum('x.at, x.latest, x.count, x.mean, x.m2, x.stddev_rank, x.cv_rank', 'dimension_stats')},
       ${sum('x.hour, x.cells', 'rollup_hour')}) AS sums`,
  );
  return String(row?.sums);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

process.exit(await main(Number(process.argv[2] ?? 1_000_000)));
