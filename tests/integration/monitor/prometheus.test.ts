import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { enqueue } from '@/lib/outbox';
import { pool, withTransaction } from '@/lib/platform/database';
import { collectAt } from '@/tests/support/collector';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import type { LoopbackExchange } from '@/tests/support/exchange/server';
import { findPromtool, promtool } from '@/tests/support/promtool';
import { serveApi, type TestServer } from '@/tests/support/server';

// The time of the recording: later, its stamps would be stale.
const SLOT_MS = Date.UTC(2022, 10, 22, 0, 50);

let database: TestDatabase;
let server: TestServer;
let exchange: LoopbackExchange;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: SLOT_MS + 20_000 });
  database = await testDatabase();
  exchange = await startRecordedExchange('okx');
  const sourceUrls = { okx: exchange.origin, kraken: 'http://127.0.0.1:1' };
  await collectAt({ pool: database.pool, sourceUrls, nowMs: SLOT_MS + 20_000, timeoutMs: 20_000 });
  const [waiting, nowMs] = [{ kind: 'test', priority: 1, to: 'a@example.com' }, Date.now()];
  await withTransaction(database.pool, (client) =>
    enqueue(client, [{ ...waiting, subject: 's', html: 'h', text: 't' }], nowMs - 45_000),
  );
  server = await serveApi(database.url, { SOURCES: 'okx,kraken', SOURCE_TIMEOUT: '100' });
  await fetch(`${server.origin}/api/list-metrics`);
  await fetch(`${server.origin}/api/cron/collect`);
  for (let i = 0; i < 30; i++) await fetch(`${server.origin}/api/made-up-${i}`);
});

afterAll(async () => {
  await server.close();
  await exchange.close();
  vi.useRealTimers();
});

async function scrape(): Promise<string> {
  const response = await fetch(`${server.origin}/api/prometheus`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.text();
}

/** The values of the samples whose line begins so. */
function values(text: string, start: string): number[] {
  const lines = text.split('\n').filter((line) => line.startsWith(start));
  return lines.map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));
}

const value = (text: string, start: string) => values(text, start)[0];

test('what the database knows is read when asked, whichever process has collected', async () => {
  const text = await scrape();
  expect(value(text, 'tracker_collection_slot_timestamp_seconds')).toBe(SLOT_MS / 1000);
  expect(value(text, 'tracker_collection_interval_seconds')).toBe(300);
  expect(value(text, 'tracker_collection_observations')).toBe(483);
  expect(values(text, 'tracker_source_state{exchange="okx"').reduce((sum, each) => sum + each)).toBe(1);
  expect(value(text, 'tracker_source_state{exchange="okx",state="well"}')).toBe(1);
  expect(value(text, 'tracker_source_state{exchange="kraken",state="failing"}')).toBe(1);
  expect(value(text, 'tracker_source_markets{exchange="okx",stage="stored"}')).toBe(483);
  expect(value(text, 'tracker_rejections{exchange="okx",reason="volume-mismatch"}')).toBe(1);
  expect(value(text, 'tracker_open_episodes{kind="source"}')).toBe(0);
  expect(value(text, 'tracker_database_up')).toBe(1);
  expect(value(text, 'tracker_outbox_messages')).toBe(1);
  expect(value(text, 'tracker_outbox_oldest_age_seconds')).toBe(45);
});

test('requests are counted by route, and all made-up addresses are one', async () => {
  const text = await scrape();
  const name = 'tracker_http_request_duration_seconds_count';
  expect(value(text, `${name}{method="GET",route="/api/list-metrics",status="200"}`)).toBe(1);
  expect(value(text, `${name}{method="GET",route="/api/cron/collect",status="401"}`)).toBe(1);
  expect(value(text, `${name}{method="GET",route="unknown",status="404"}`)).toBe(30);
  expect(text).not.toContain('made-up');
});

/** `name` of every sample of a text, as `promtool` and Prometheus know it. */
const namesOf = (text: string) => new Set(text.match(/^[a-z0-9_]+(?=[{ ])/gm));

describe('promtool', () => {
  let tool: string;
  beforeAll(async () => {
    tool = await findPromtool();
  }, 180_000);

  test('finds nothing wrong with a scrape', async () => {
    const text = await scrape();
    expect(await promtool(tool, ['check', 'metrics'], text)).toEqual({ code: 0, says: '' });
    const wrong = await promtool(
      tool,
      ['check', 'metrics'],
      text.replace(/^# HELP tracker_database_up.*$/m, ''),
    );
    expect(wrong.code).not.toBe(0);
  });

  test.each([
    ['the configuration', ['check', 'config', 'deploy/prometheus/prometheus.yml']],
    ['the rules', ['check', 'rules', '--lint-fatal', 'deploy/prometheus/rules.yml']],
    ["the rules' own tests", ['test', 'rules', 'deploy/prometheus/rules.test.yml']],
  ])('finds nothing wrong with %s', async (_, args) => {
    const { code, says } = await promtool(tool, args);
    expect(says).toContain('SUCCESS');
    expect(code, says).toBe(0);
  });
});

const target = z.object({ expr: z.string() });
const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(target).default([]) })),
});

describe('what is asked for exists', () => {
  /** Prometheus makes it itself. */
  const OWN = 'up';
  const used = (expr: string) => expr.match(/\b(tracker|process|nodejs)_[a-z0-9_]+|\bup\b/g) ?? [];

  test('by every panel of the dashboard', async () => {
    const known = namesOf(await scrape());
    const { panels } = dashboard.parse(JSON.parse(readFileSync('deploy/grafana/dashboard.json', 'utf8')));
    const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => used(expr)));
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  test('by every rule, and every rule has a test', async () => {
    const known = namesOf(await scrape());
    const rules = readFileSync('deploy/prometheus/rules.yml', 'utf8');
    const asked = used(rules.replace(/^\s*(summary|description|#).*$/gm, ''));
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((name) => !known.has(name) && name !== OWN)).toEqual([]);
    const tests = readFileSync('deploy/prometheus/rules.test.yml', 'utf8');
    const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name ?? '');
    expect(alerts.length).toBeGreaterThan(10);
    const fires = (name: string) => new RegExp(`alertname: ${name}\\n\\s+exp_alerts`).test(tests);
    expect(alerts.filter((name) => !fires(name))).toEqual([]);
  });
});

test('without a database it says so, and goes on counting the rest', async () => {
  await database.drop();
  vi.setSystemTime(SLOT_MS + 60_000);
  const text = await scrape();
  expect(value(text, 'tracker_database_up')).toBe(0);
  expect(text).not.toContain('tracker_source_state');
  expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  await pool().end();
});
