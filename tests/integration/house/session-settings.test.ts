import { Writable } from 'node:stream';
import { Client, type Pool } from 'pg';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { maintain } from '@/lib/collect/maintenance/maintain';
import { recentCollections } from '@/lib/incidents/recent-collections';
import { prismaOver } from '@/lib/platform/database';
import { migrate } from '@/lib/platform/database/migrate';
import { connections, SESSION } from '@/lib/platform/database/session';
import { postgresReader } from '@/lib/series/postgres/postgres-reader';
import { backup } from '@/scripts/backups/backup';
import { collectAt, INTERVAL_MS } from '@/tests/integration/time/world';
import { testDatabase } from '@/tests/support/database';

const FROM_MS = Date.UTC(2026, 10, 2);
const NOW_MS = FROM_MS + 3 * INTERVAL_MS;

/** Settings that say where tables are or who we are: checked at the start, and not ours to change. */
const NOT_OURS = new Set(['search_path', 'role', 'session_authorization', 'local_preload_libraries']);

interface Setting {
  name: string;
  vartype: string;
  boot_val: string | null;
  min_val: string | null;
  max_val: string | null;
  enumvals: string[] | null;
}

/** Of texts, which have no range: what people set. */
const TEXTS: Record<string, string[]> = {
  DateStyle: ['German, DMY', 'SQL, MDY', 'Postgres, DMY', 'ISO, DMY'],
  TimeZone: ['Asia/Kolkata', 'Pacific/Apia', 'America/New_York'],
  client_encoding: ['LATIN1', 'SQL_ASCII', 'WIN1252'],
  default_tablespace: ['nowhere'],
  temp_tablespaces: ['nowhere'],
  lc_numeric: ['C'],
  application_name: ['ä'],
};

/** Everything but the value that it starts with. A limit of 0 is none, and below 50 ms nobody could even connect. */
function hostileValues({ name, vartype, boot_val, min_val, max_val, enumvals }: Setting): string[] {
  if (vartype === 'bool') return [boot_val === 'on' ? 'off' : 'on'];
  if (vartype === 'enum') return (enumvals ?? []).filter((value) => value !== boot_val);
  if (vartype === 'string') return TEXTS[name] ?? [];
  const least = Number(min_val) <= 0 && name.endsWith('_timeout') ? '50' : String(min_val);
  // The largest memory and the longest pause are no hostility but an accident of the machine.
  const most = name.startsWith('extra_float') || name.startsWith('vacuum') ? [] : [String(max_val)];
  return [least, ...(/mem|buffers|delay|timeout|duration|workers|size|io_|limit/.test(name) ? [] : most)];
}

async function asAdmin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All that is done with a database, from its first migration on; what was read of it. */
async function runEverything(pool: Pool): Promise<unknown> {
  await migrate(pool);
  for (const slot of [0, 1, 2, 3]) {
    const outcome = await collectAt(pool, FROM_MS + slot * INTERVAL_MS + 2_000);
    expect(outcome.state).toBe('collected');
  }
  await maintain(NOW_MS + 2 * 3_600_000, pool, {
    observationRetentionHours: 48,
    rollupRetentionDays: 90,
    logRetentionDays: 30,
    collectIntervalSeconds: 900,
  });
  const reader = postgresReader(pool, () => NOW_MS);
  const { stats, dimensions } = await reader.snapshot();
  const id = dimensions[0]?.id ?? 0;
  const recent = await recentCollections(prismaOver(pool));
  const chunks: Buffer[] = [];
  const signal = new AbortController().signal;
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  await backup(pool, out, { nowMs: NOW_MS, signal, progress: () => undefined });
  return {
    latest: stats.latest,
    mean: stats.mean,
    points: await reader.points(id, 1, FROM_MS, NOW_MS),
    hours: await reader.hours(id, 1, FROM_MS, NOW_MS),
    times: (await pool.query('SELECT first_seen_at FROM dimension ORDER BY id')).rows,
    recent: recent.map(({ slotMs, observations }) => ({ slotMs, observations })),
    hasBackup: Buffer.concat(chunks).length > 1000,
  };
}

describe('a database whose settings are not the usual ones', () => {
  let settings: Setting[];
  let usual: unknown;

  /** The same work on a new database with these settings. */
  async function runWith(changed: readonly (readonly [string, string])[]): Promise<unknown> {
    const { url: server } = inject('databaseServer');
    const database = await testDatabase({ empty: true });
    const name = new URL(database.url).pathname.slice(1);
    await asAdmin(server, async (client) => {
      for (const [setting, value] of changed) {
        // What the machine itself does not allow, such as a stack of 2 TB, nobody can set.
        await client
          .query(
            `ALTER ROLE current_user IN DATABASE ${name} SET "${setting}" = ${client.escapeLiteral(value)}`,
          )
          .catch((error) => {
            if (error.code !== '22023') throw error;
          });
      }
    });
    const pool = connections({ connectionString: database.url, max: 3 });
    pool.on('error', () => undefined);
    try {
      return await runEverything(pool);
    } finally {
      await pool.end();
      await database.drop();
    }
  }

  beforeAll(async () => {
    settings = await asAdmin(inject('databaseServer').url, async (client) => {
      const { rows } = await client.query<Setting>(
        `SELECT name, vartype, boot_val, min_val, max_val, enumvals FROM pg_settings
         WHERE context IN ('user', 'superuser') AND name !~ '^(transaction_(iso|read|def)|debug_|log_|track_|trace_|zero_|ignore_|jit_)'
         AND name NOT IN ('allow_system_table_mods', 'session_replication_role', 'dynamic_library_path',
           'session_preload_libraries', 'update_process_title', 'backtrace_functions', 'commit_delay')
         ORDER BY name`,
      );
      return rows;
    });
    usual = await runWith([]);
  });

  test('has names for all that is set', () => {
    const known = new Set(settings.map(({ name }) => name.toLowerCase()));
    // Version 14 to 16 have no limit of transactions.
    const unknown = Object.keys(SESSION).filter((name) => !known.has(name.toLowerCase()));
    expect(unknown.filter((name) => name !== 'transaction_timeout')).toEqual([]);
  });

  test.each(Object.keys(SESSION))('%s: every other value changes nothing', async (name) => {
    const setting = settings.find((each) => each.name.toLowerCase() === name.toLowerCase());
    for (const value of setting === undefined ? [] : hostileValues({ ...setting, name })) {
      expect(await runWith([[name, value]]), `${name} = ${value}`).toEqual(usual);
    }
  });

  test('every other setting of a session at once, with each of its values, changes nothing', async () => {
    const others = settings.filter(({ name }) => !NOT_OURS.has(name));
    const rounds = Math.max(...others.map((each) => hostileValues(each).length));
    expect(others.length).toBeGreaterThan(60);
    for (let round = 0; round < rounds; round++) {
      const changed = others.flatMap((each): [string, string][] => {
        const value = hostileValues(each)[round];
        return value === undefined ? [] : [[each.name, value]];
      });
      const result = await runWith(changed);
      expect(result, changed.map((pair) => pair.join(' = ')).join('; ')).toEqual(usual);
    }
  }, 120_000);
});
