import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { advanceSeries, unwatched, type WatchedSeries } from '@/lib/alerts/watched-series';
import { readWatchedSeries } from '@/lib/alerts/watched-series-store';
import { withTransaction } from '@/lib/platform/database';
import { migrate } from '@/lib/platform/database/migrate';
import {
  holds,
  LEVELS,
  LevelMachine,
  type Moment,
  readingOf,
  SLOT_MS,
  story,
} from '@/tests/support/alerts/level-machine';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

const MIGRATIONS = 'prisma/migrations';
const MIGRATION = '20261201130000_watched_series';
const STORIES = 500;
const EVIDENCE = { quality: 1, venuesAgreeing: 2, venuesListing: 3 };

/** One series that was lived through by an alert for each level, up to the upgrade and after it. */
interface Life {
  dimensionId: number;
  direction: 'above' | 'below';
  machines: LevelMachine[];
  after: Moment[];
  /** How far it was in the slot before, where it traded enough. */
  known: number;
}

let database: TestDatabase;
let lives: Life[];
/** The last slot of the release before. */
let lastMs: number;

const SPLIT = 12;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  const folder = mkdtempSync(join(tmpdir(), 'tracker-alerts-'));
  const before = readdirSync(MIGRATIONS).filter((name) => /^\d{14}_/.test(name) && name < MIGRATION);
  for (const name of before) cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
  await migrate(database.pool, folder);
  rmSync(folder, { recursive: true });
  lastMs = SPLIT * SLOT_MS;
  const long = story.filter(({ length }) => length > SPLIT);
  lives = fc.sample(long, { numRuns: STORIES, seed: 15 }).map((moments, i) => live(i + 1, moments));
  await storeAlerts();
  await migrate(database.pool);
}, 60_000);

afterAll(() => database.drop());

function live(dimensionId: number, moments: readonly Moment[]): Life {
  const direction = dimensionId % 2 === 0 ? 'above' : 'below';
  const machines = LEVELS.map((threshold) => new LevelMachine(direction, threshold));
  let known = 0;
  for (const [slot, moment] of moments.slice(0, SPLIT).entries()) {
    for (const machine of machines) machine.advance(moment, (slot + 1) * SLOT_MS, known > machine.threshold);
    known = knownAfter(moment);
  }
  return { dimensionId, direction, machines, after: moments.slice(SPLIT), known };
}

const knownAfter = ({ isLiquid, isRestarted, distance }: Moment) =>
  isLiquid && !isRestarted ? (distance ?? 0) : 0;

const at = (ms: number | null) => (ms === null ? null : new Date(ms));

/** As the release before stored them: an alert for each level that ever opened, and a reader who was told of one. */
async function storeAlerts(): Promise<void> {
  await database.pool.query(
    `INSERT INTO collection (slot, interval_seconds, started_at, closed_at) VALUES ($1, 300, $1, $1)`,
    [new Date(lastMs)],
  );
  await database.pool.query(
    `INSERT INTO metric (position, name, label, unit, description, has_ratio)
     VALUES (1, 'price', 'Price', '1', 'x', true), (2, 'imbalance', 'Book imbalance', '1', 'x', false)`,
  );
  const alerts = lives.flatMap(({ dimensionId, machines }) =>
    machines.flatMap(({ episode }) => (episode === null ? [] : [{ ...episode, dimensionId }])),
  );
  await database.pool.query(
    `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, resolved_at, stale_at, missing_since,
                        calm_since, opening_value, opening_mean, opening_ratio, peak_ratio, peak_at, closing_value,
                        closing_mean, quality, venues_agreeing, venues_listing)
     SELECT dimension, 'price', direction, threshold, opened, resolved, stale, missing, calm, value, mean, value / mean,
            peak, "peakAt", "closingValue", "closingMean", 1, 2, 3
     FROM jsonb_to_recordset($1) AS a (dimension int, direction text, threshold float8, opened timestamptz,
       resolved timestamptz, stale timestamptz, missing timestamptz, calm timestamptz, value float8, mean float8,
       peak float8, "peakAt" timestamptz, "closingValue" float8, "closingMean" float8)`,
    [
      JSON.stringify(
        alerts.map((alert) => ({
          dimension: alert.dimensionId,
          direction: alert.direction,
          threshold: alert.threshold,
          opened: at(alert.openedMs),
          resolved: at(alert.resolvedMs),
          stale: at(alert.staleMs),
          missing: at(alert.missingSinceMs),
          calm: at(alert.calmSinceMs),
          ...alert.opening,
          peak: alert.peakRatio,
          peakAt: at(alert.peakAtMs),
          closingValue: alert.closing?.value,
          closingMean: alert.closing?.mean,
        })),
      ),
    ],
  );
  await database.pool.query(
    `INSERT INTO alert (dimension_id, metric, direction, threshold, opened_at, opening_value, opening_mean, opening_ratio,
                        peak_ratio, peak_at, quality, venues_agreeing, venues_listing)
     SELECT 1, 'imbalance', 'above', 3, $1, 1, 1, 1, 10, $1, 0, 1, 1`,
    [at(lastMs)],
  );
  await database.pool.query(
    `INSERT INTO subscriber (email, email_key, status, since) VALUES ('a@example.com', 'a@example.com', 'confirmed', $1);`,
    [at(lastMs)],
  );
  await database.pool.query(
    `INSERT INTO notification (alert_id, subscriber_id, kind, at) SELECT id, 1, 'begin', opened_at FROM alert
     WHERE metric = 'price' ORDER BY id LIMIT 1`,
  );
}

test('every open level goes on, and every end and beginning after the upgrade is what it would have been', async () => {
  const stored = await withTransaction(database.pool, readWatchedSeries);
  const seriesOf = new Map(stored.map((series) => [series.dimensionId, series]));
  expect(stored.length).toBeGreaterThan(STORIES / 2);
  const seen = { begun: 0, ended: 0, open: 0 };
  for (const { dimensionId, direction, machines, after, known: last } of lives) {
    const fresh = unwatched({ dimensionId, metric: 'price', direction });
    let series: WatchedSeries = seriesOf.get(dimensionId) ?? fresh;
    seen.open += machines.filter(({ isOpen }) => isOpen).length;
    let known = last;
    for (const [slot, moment] of after.entries()) {
      const atMs = lastMs + (slot + 1) * SLOT_MS;
      const advanced = advanceSeries(series, {
        atMs,
        intervalMs: SLOT_MS,
        reading: moment.isRestarted ? null : readingOf(direction, moment.distance),
        isRestarted: moment.isRestarted,
        isLiquid: () => moment.isLiquid,
        knownDistance: () => known,
        evidence: EVIDENCE,
        hasLevel: (from, to) => LEVELS.some((level) => holds({ from, to }, level)),
      });
      series = advanced.series ?? fresh;
      for (const machine of machines) {
        machine.advance(moment, atMs, known > machine.threshold);
        const { threshold, begun, ended, isOpen } = machine;
        const range = series.ranges.find((each) => holds(each, threshold));
        seen.begun += Number(begun);
        seen.ended += Number(ended);
        const found = {
          begun: advanced.begun !== null && holds(advanced.begun, threshold),
          ended: range?.closedMs === atMs,
          isOpen: range !== undefined && range.closedMs === null,
          openedMs: isOpen ? range?.openedMs : undefined,
          peakRatio: isOpen ? range?.peakRatio : undefined,
        };
        const { openedMs, peakRatio } = isOpen && machine.episode !== null ? machine.episode : {};
        expect({ dimensionId, slot, threshold, ...found }).toEqual({
          ...{ dimensionId, slot, threshold, begun, ended, isOpen, openedMs, peakRatio },
        });
      }
      known = knownAfter(moment);
    }
  }
  expect(Math.min(seen.begun, seen.ended, seen.open)).toBeGreaterThan(20);
});

test('what somebody was told of stays as it was, and says so by itself', async () => {
  const { rows } = await database.pool.query(
    `SELECT n.metric, n.direction, n.threshold, n.value = a.opening_value AS value, n.mean = a.opening_mean AS mean,
            n.since = a.opened_at AS since, n.peak_ratio = a.peak_ratio AS peak
     FROM notification n JOIN alert a ON a.id = n.alert_id`,
  );
  expect(rows).toEqual([
    {
      metric: 'price',
      direction: expect.any(String),
      threshold: expect.any(Number),
      value: true,
      mean: true,
      since: true,
      peak: true,
    },
  ]);
});

test('alerts of a metric without a ratio are gone: they were false', async () => {
  const { rows } = await database.pool.query('SELECT DISTINCT metric FROM alert');
  expect(rows).toEqual([{ metric: 'price' }]);
});
