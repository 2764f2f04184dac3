import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { METRICS } from '@/lib/model/metrics';
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { type ExportOptions, exportCsv } from '@/scripts/transfer/export-csv';
import { type ImportCounts, importCsv } from '@/scripts/transfer/import-csv';
import { LayoutError } from '@/scripts/transfer/layout';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { stored } from './stored';

const NOW_MS = Date.UTC(2026, 4, 10, 12, 2);
const NAMES = ['kraken:BTC-USD', 'kraken:ETH-USD', 'gate:%E5%B8%81-USDT'];

let database: TestDatabase;
let refusals: string[];

beforeEach(async () => {
  database = await testDatabase();
  refusals = [];
});
afterEach(() => database.drop());

function importText(csv: string, { pool } = database, nowMs = NOW_MS): Promise<ImportCounts> {
  return importCsv(Readable.from([Buffer.from(csv)]), {
    pool,
    nowMs,
    intervalMs: 5 * MINUTE_MS,
    observationRetentionHours: 48,
    refuse: (line, reason) => refusals.push(`${line}: ${reason}`),
  });
}

const ALL: ExportOptions = { fromMs: null, toMs: null, metrics: [], dimensions: [], layout: 'long' };

async function exportText(options: Partial<ExportOptions> = {}): Promise<string> {
  const out = new PassThrough();
  const [content] = await Promise.all([
    text(out),
    exportCsv(database.pool, { ...ALL, ...options }, out).finally(() => out.end()),
  ]);
  return content;
}

/** Each hour of so many, back from 12:00: each market's price, and its bid in every third. */
function observations(hours: number): { at: string; name: string; price: number; bid: number | null }[] {
  return Array.from({ length: hours * 12 }, (_, i) => NOW_MS - 2 * MINUTE_MS - i * 5 * MINUTE_MS)
    .toReversed()
    .flatMap((ms, i) =>
      NAMES.map((name, n) => ({
        at: new Date(ms).toISOString(),
        name,
        price: (n + 1) * (100 / 3) * (1 + Math.sin(i) / 10),
        bid: i % 3 === 0 ? (n + 1) * 33.1 : null,
      })),
    )
    .filter(({ at }) => Date.parse(at) < NOW_MS - 2 * MINUTE_MS);
}

const longOf = (all: ReturnType<typeof observations>) =>
  [
    'at,dimension,metric,value',
    ...all.map(({ at, name, price }) => `${at},${name},price,${price}`),
    ...all.flatMap(({ at, name, bid }) => (bid === null ? [] : [`${at},${name},bid,${bid}`])),
  ].join('\n');

const wideOf = (all: ReturnType<typeof observations>) =>
  [
    'at,dimension,bid,price',
    ...all.map(({ at, name, price, bid }) => `${at},${name},${bid ?? ''},${price}`),
  ].join('\r\n');

describe('import', () => {
  test('either layout gives the same observations, statistics and hours; again, nothing changes', async () => {
    const all = observations(60);
    const other = await testDatabase();
    const counts = await importText(wideOf(all));
    expect(counts).toMatchObject({ written: all.length, unchanged: 0, refused: 0, lines: all.length + 1 });
    const once = await stored(database.pool);
    expect(once.observations).toHaveLength(all.length);
    expect(once.statistics.map(({ name, count }) => [name, count[0]])).toEqual(
      NAMES.toSorted().map((name) => [name, 288]),
    );
    expect(once.hours).toHaveLength(60 * NAMES.length);
    await importText(longOf(all), other);
    expect(await stored(other.pool)).toEqual(once);
    await other.drop();
    expect(await importText(longOf(all))).toMatchObject({ written: 0, unchanged: all.length });
    expect(await stored(database.pool)).toEqual(once);
  });

  test('of so many markets that a refresh at each batch would hold up collections, all have their statistics', async () => {
    const slots = Array.from({ length: 14 }, (_, i) =>
      new Date(NOW_MS - (2 + 5 * (14 - i)) * MINUTE_MS).toISOString(),
    );
    const names = Array.from({ length: 300 }, (_, i) => `kraken:M${i}-USD`);
    const lines = slots.flatMap((at, i) => names.map((name, n) => `${at},${name},${n + 1 + Math.sin(i)}`));
    await importText(['at,dimension,price', ...lines].join('\n'));
    const { statistics } = await stored(database.pool);
    expect(statistics.map(({ name }) => name)).toEqual(names.toSorted());
    for (const { count, latest, cv_rank, name } of statistics) {
      expect([count[0], latest[0]]).toEqual([13, Number(/\d+/.exec(name)?.[0]) + 1 + Math.sin(13)]);
      expect(cv_rank[0]).toBeGreaterThan(0);
    }
  });

  test('of two values of one series and time the later line counts', async () => {
    const at = new Date(NOW_MS - HOUR_MS).toISOString();
    await importText(`at,dimension,metric,value\n${at},${NAMES[0]},price,1\n${at},${NAMES[0]},price,2`);
    expect((await stored(database.pool)).observations[0].values[0]).toBe(2);
    await importText(`at,dimension,metric,value\n${at},${NAMES[0]},price,3`);
    expect((await stored(database.pool)).observations[0].values[0]).toBe(3);
  });

  test('bad lines are refused by number and reason, and stop nothing', async () => {
    const at = new Date(NOW_MS - HOUR_MS).toISOString();
    const good = `${at},${NAMES[0]},price,1`;
    const csv = [
      'at,dimension,metric,value',
      `${at},${NAMES[0]},price,x`,
      '',
      `${at},"open,price,1`,
      good,
      'x',
    ];
    expect(await importText(csv.join('\n'))).toMatchObject({ values: 1, written: 1, refused: 3 });
    expect(refusals).toEqual([
      '2: price is "x", which is not a number: write one such as 0.00012',
      '4: a quote is not closed, or stands inside a field',
      '6: 1 fields instead of 4',
    ]);
  });

  test('a file without a header is refused as a whole', async () => {
    await expect(importText('2026-01-01T00:00:00Z,kraken:BTC-USD,price,1')).rejects.toThrow(LayoutError);
    await expect(importText('\n\n')).rejects.toThrow('the file is empty');
  });

  test('what a collection may still write is refused, and what one has written is not', async () => {
    const slot = new Date(NOW_MS - 2 * MINUTE_MS);
    const csv = `at,dimension,price\n${slot.toISOString()},${NAMES[0]},1`;
    await importText(csv);
    expect(refusals).toEqual([
      '2: 2026-05-10T12:00:00.000Z is too new: only what is before 2026-05-10T12:00:00.000Z can be imported',
    ]);
    await database.pool.query(
      'INSERT INTO collection (slot, interval_seconds, started_at, closed_at) VALUES ($1, 300, $1, $1)',
      [slot],
    );
    expect(await importText(csv)).toMatchObject({ written: 1, refused: 0 });
  });

  test('an hour whose observations are gone keeps the rollups of all others, and the fuller one of its own', async () => {
    const hour = new Date(NOW_MS - 72 * HOUR_MS - 2 * MINUTE_MS);
    const [first = '', second = ''] = NAMES;
    const lines = (name: string, minutes: number[], price: number) =>
      minutes.map((m) => `${new Date(hour.getTime() + m * MINUTE_MS).toISOString()},${name},price,${price}`);
    const csv = (...all: string[]) => ['at,dimension,metric,value', ...all].join('\n');
    await importText(csv(...lines(first, [0, 5, 10], 1), ...lines(second, [0, 5, 10], 2)));
    await database.pool.query('INSERT INTO rolled_hour (hour, rolled_up_at) VALUES ($1, $1)', [hour]);
    await database.pool.query('DELETE FROM observation WHERE at < $1', [new Date(hour.getTime() + HOUR_MS)]);
    const before = await stored(database.pool);
    expect(before.hours).toHaveLength(2);

    await importText(csv(...lines(first, [0, 5], 7)));
    expect((await stored(database.pool)).hours).toEqual(before.hours);
    await importText(csv(...lines(first, [10, 15], 7)));
    const after = await stored(database.pool);
    expect(after.hours.map(({ name, count, mean }) => [name, count[0], mean[0]])).toEqual([
      [first, 4, 7],
      [second, 3, 2],
    ]);
    expect(after.marks).toContainEqual({ hour });
    expect(after.statistics).toEqual([]);
  });
});

describe('an import that is killed', () => {
  test('and run again ends as an undisturbed one, and is whole in between', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracker-import-'));
    const file = join(folder, 'history.csv');
    // Reaching from before what is kept to now: 35,000 observations in four batches.
    const csv = wideOf(observations(980));
    writeFileSync(file, csv);
    const killed = await testDatabase();
    const env = {
      ...process.env,
      DATABASE_URL: killed.url,
      FILE: file,
      KILL_AFTER: '2',
      NOW_MS: String(NOW_MS),
    };
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/integration/transfer/import-and-die.ts'],
      { env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [words, [, signal]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([words, signal]).toEqual(['', 'SIGKILL']);
    rmSync(folder, { recursive: true });
    const torn = await stored(killed.pool);
    expect(torn.observations).toHaveLength(20_000);

    const counts = await importText(csv, killed);
    expect(counts.unchanged).toBe(20_000);
    await importText(csv);
    expect(await stored(killed.pool)).toEqual(await stored(database.pool));
    await killed.drop();
  });
});

describe('export', () => {
  test('ascends by time and dimension, and leaves out what is unknown', async () => {
    await importText(wideOf(observations(1).slice(0, 6).toReversed()));
    expect(await exportText()).toBe(
      [
        'at,dimension,metric,value',
        ...observations(1)
          .slice(0, 6)
          .toSorted((a, b) => (a.at === b.at ? (a.name < b.name ? -1 : 1) : a.at < b.at ? -1 : 1))
          .flatMap(({ at, name, price, bid }) => [
            `${at},${name},price,${price}`,
            ...(bid === null ? [] : [`${at},${name},bid,${bid}`]),
          ]),
        '',
      ].join('\n'),
    );
  });

  test.each(['long', 'wide'] as const)(
    '%s, and imported into an empty database: all is equal',
    async (layout) => {
      await importText(wideOf(observations(60)));
      const awkward = [5e-324, 1.7976931348623157e308, 0.1 + 0.2, 123456789.12345678, 1e21, 1e-7];
      await importText(
        [
          'at,dimension,metric,value',
          ...awkward.map(
            (value, i) => `${new Date(NOW_MS - HOUR_MS + i).toISOString()},kraken:ODD-USD,volume,${value}`,
          ),
        ].join('\n'),
      );
      const csv = await exportText({ layout });
      const copy = await testDatabase();
      expect(await importText(csv, copy)).toMatchObject({ refused: 0 });
      expect((await stored(copy.pool)).observations).toEqual((await stored(database.pool)).observations);
      await copy.drop();
    },
  );

  test('only what is asked for', async () => {
    await importText(wideOf(observations(2)));
    const atMs = NOW_MS - 62 * MINUTE_MS;
    const at = new Date(atMs).toISOString();
    const csv = await exportText({
      fromMs: atMs,
      toMs: atMs,
      metrics: ['price'],
      dimensions: ['kraken:BTC-USD'],
      layout: 'wide',
    });
    const expected = observations(2).find((each) => each.at === at && each.name === 'kraken:BTC-USD');
    expect(csv).toBe(`at,dimension,price\n${at},kraken:BTC-USD,${expected?.price}\n`);
    await expect(exportText({ metrics: ['prise'] })).rejects.toThrow(
      `there is no metric "prise": write one of ${METRICS.map(({ name }) => name).join(', ')}`,
    );
    await expect(exportText({ dimensions: ['x:A-B'] })).rejects.toThrow('there is no dimension "x:A-B"');
  });
});
