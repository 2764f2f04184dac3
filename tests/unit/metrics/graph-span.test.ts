import { expect, test } from 'vitest';
import { DAY_MS } from '@/lib/model/time';
import { isoDuration } from '@/lib/queries/format';
import { graphSpan } from '@/lib/queries/graph-span';

const SLOT_MS = Date.UTC(2026, 10, 24, 12);
const at = (text: string) => new Date(text);

test('24 h end at the last collection', () => {
  const expected = { label: '24h', fromMs: SLOT_MS - DAY_MS, toMs: SLOT_MS };
  expect(graphSpan({}, SLOT_MS)).toEqual(expected);
  expect(graphSpan({ range: '24h' }, SLOT_MS)).toEqual(expected);
  expect(graphSpan({ range: '90d' }, SLOT_MS)).toEqual({
    label: '90d',
    fromMs: SLOT_MS - 90 * DAY_MS,
    toMs: SLOT_MS,
  });
});

test.each([
  [
    'both',
    { from: at('2026-11-24T01:00:00Z'), to: at('2026-11-24T02:00:00Z') },
    '2026-11-24T01:00:00.000Z/2026-11-24T02:00:00.000Z',
  ],
  ['from alone', { from: at('2026-11-24T01:00:00Z') }, '2026-11-24T01:00:00.000Z/2026-11-24T12:00:00.000Z'],
  ['to alone', { to: at('2026-11-24T02:00:00Z') }, '2026-11-23T02:00:00.000Z/2026-11-24T02:00:00.000Z'],
  [
    'from after the last collection',
    { from: at('2026-11-25T00:00:00Z') },
    '2026-11-25T00:00:00.000Z/2026-11-26T00:00:00.000Z',
  ],
])('%s', (_, query, label) => {
  const span = graphSpan(query, SLOT_MS);
  expect(span.label).toBe(label);
  expect(`${new Date(span.fromMs).toISOString()}/${new Date(span.toMs).toISOString()}`).toBe(label);
});

test.each([
  [1, 'PT1S'],
  [90, 'PT90S'],
  [300, 'PT5M'],
  [5400, 'PT90M'],
  [7200, 'PT2H'],
])('%d s are %s', (seconds, expected) => {
  expect(isoDuration(seconds)).toBe(expected);
});
