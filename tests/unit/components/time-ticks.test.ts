import { scaleUtc } from 'd3-scale';
import { expect, test } from 'vitest';
import { timeTicks } from '@/components/chart/time-ticks';
import { zoneOffsetMs } from '@/lib/format/time';
import { HOUR_MS } from '@/lib/model/time';

const at = (text: string) => Date.parse(text);
const ticks = (from: string, to: string, count: number, zone?: string) =>
  timeTicks(scaleUtc([at(from), at(to)], [0, 1]), count, zone);

test('ticks are round in the zone that they are written in', () => {
  expect(ticks('2026-11-23T12:00Z', '2026-11-24T12:00Z', 4).map(({ label }) => label)).toEqual([
    '12:00',
    '18:00',
    '24 Nov',
    '06:00',
    '12:00',
  ]);
  const kolkata = ticks('2026-11-23T12:00Z', '2026-11-24T12:00Z', 4, 'Asia/Kolkata');
  expect(kolkata.map(({ label }) => label)).toEqual(['18:00', '24 Nov', '06:00', '12:00']);
  expect(kolkata[1]?.atMs).toBe(at('2026-11-23T18:30Z'));
});

test('days are days, also across a change of the clock', () => {
  const labels = ticks('2026-10-20T12:00Z', '2026-10-30T12:00Z', 10, 'Europe/Berlin').map(
    ({ label }) => label,
  );
  expect(labels.every((label) => /^\d+ Oct$/.test(label))).toBe(true);
});

test.each([
  ['UTC', 0],
  ['Asia/Kolkata', 5.5],
  ['America/New_York', -5],
  ['Pacific/Chatham', 13.75],
  ['America/St_Johns', -3.5],
])('%s is %d h ahead in November', (zone, hours) => {
  expect(zoneOffsetMs(at('2026-11-24T12:00Z'), zone)).toBe(hours * HOUR_MS);
});
