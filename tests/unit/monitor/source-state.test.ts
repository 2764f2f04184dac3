import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCE_STATES, type SourceRun, sourceReason, sourceState } from '@/lib/incidents/source-state';

const TIMEOUT_MS = 10_000;
const WELL: SourceRun = {
  state: 'accepted',
  reason: null,
  elapsedMs: 800,
  listed: 500,
  priced: 480,
  stored: 480,
  stale: 0,
  waitUntilMs: null,
};
const FAILED = { ...WELL, state: 'failed', listed: 0, priced: 0, stored: 0 } as const;

test.each<[state: string, reason: string | null, run: SourceRun | undefined]>([
  ['well', null, WELL],
  ['well', null, { ...WELL, reason: 'BTC/USD could not be read: no number' }],
  ['well', null, { ...WELL, elapsedMs: 5_000 }],
  ['late', 'it took 5.0 s of the 10 s that it has', { ...WELL, elapsedMs: 5_001 }],
  ['well', null, { ...WELL, stale: 239 }],
  ['late', '240 of its 480 markets are older than they should be', { ...WELL, stale: 240 }],
  ['partial', '300 of 480 markets', { ...WELL, state: 'partial', reason: '300 of 480 markets' }],
  ['partial', 'it sent fewer markets than usual', { ...WELL, state: 'partial', elapsedMs: 9_000 }],
  ['rejected', '10x', { ...WELL, state: 'rejected', reason: '10x', stored: 0 }],
  ['failing', 'HTTP 502', { ...FAILED, reason: 'HTTP 502' }],
  ['failing', 'it gave no answer that could be read', FAILED],
  [
    'waiting',
    'asked us to wait until 12:40 UTC (HTTP 429)',
    { ...FAILED, reason: 'asked us to wait until 12:40 UTC (HTTP 429)', waitUntilMs: 1 },
  ],
  [
    'silent',
    'none of its markets has a price',
    { ...FAILED, listed: 9, reason: 'none of its markets has a price' },
  ],
  ['silent', 'it was not asked', undefined],
])('%s: %s', (state, reason, run) => {
  expect(sourceState(run, TIMEOUT_MS)).toBe(state);
  expect(sourceReason(run, TIMEOUT_MS)).toBe(reason);
});

test.each(SOURCE_STATES.filter((state) => state !== 'well'))(
  'the rules for Prometheus alert on %s',
  (state) => {
    const rules = readFileSync(new URL('../../../deploy/prometheus/rules.yml', import.meta.url), 'utf8');
    const alerting = [...rules.matchAll(/tracker_source_state\{state=~"([^"]*)"\} == 1/g)];
    expect(alerting.flatMap(([, states = '']) => states.split('|'))).toContain(state);
  },
);
