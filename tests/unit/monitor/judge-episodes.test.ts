import { expect, test } from 'vitest';
import {
  type Changes,
  type Condition,
  judgeEpisodes,
  type OpenEpisode,
  REMINDER_MS,
} from '@/lib/incidents/episodes/judge-episodes';

const NOW_MS = Date.UTC(2026, 10, 24, 12);

const condition = (subject: string, state: Condition['state']): Condition => ({
  kind: 'source',
  subject,
  state,
  sinceMs: NOW_MS - 600_000,
  detail: `${subject} now`,
});

const episode = (subject: string, toldAgoMs = 1000): OpenEpisode => ({
  id: 1,
  kind: 'source',
  subject,
  sinceMs: NOW_MS - 7_200_000,
  detail: `${subject} then`,
  toldAtMs: NOW_MS - toldAgoMs,
});

const NOTHING: Changes = { opened: [], ended: [], reminded: [], dropped: [] };
const kraken = (toldAgoMs?: number) => [episode('kraken', toldAgoMs)];

test.each<[string, Condition[], OpenEpisode[], Partial<Changes>]>([
  ['good, and none open', [condition('kraken', 'good')], [], {}],
  ['unclear, and none open', [condition('kraken', 'unclear')], [], {}],
  ['bad, and none open', [condition('kraken', 'bad')], [], { opened: [condition('kraken', 'bad')] }],
  ['bad, and told already', [condition('kraken', 'bad')], kraken(), {}],
  ['bad, told just under a day ago', [condition('kraken', 'bad')], kraken(REMINDER_MS - 1), {}],
  [
    'bad, told a day ago',
    [condition('kraken', 'bad')],
    kraken(REMINDER_MS),
    { reminded: [{ episode: episode('kraken', REMINDER_MS), detail: 'kraken now' }] },
  ],
  [
    'unclear, told a day ago',
    [condition('kraken', 'unclear')],
    kraken(REMINDER_MS),
    { reminded: [{ episode: episode('kraken', REMINDER_MS), detail: 'kraken then' }] },
  ],
  ['unclear, told already', [condition('kraken', 'unclear')], kraken(), {}],
  [
    'good again',
    [condition('kraken', 'good')],
    kraken(REMINDER_MS),
    {
      ended: [{ episode: episode('kraken', REMINDER_MS), endedAtMs: NOW_MS - 600_000, detail: 'kraken now' }],
    },
  ],
  ['no longer looked at', [condition('okx', 'good')], kraken(), { dropped: kraken() }],
  [
    'another one bad',
    [condition('kraken', 'bad'), condition('okx', 'bad')],
    kraken(),
    { opened: [condition('okx', 'bad')] },
  ],
])('%s', (_, conditions, open, changes) => {
  expect(judgeEpisodes(conditions, open, ['source'], NOW_MS)).toEqual({ ...NOTHING, ...changes });
});

test('what was not looked at stays as it is', () => {
  expect(judgeEpisodes([], kraken(), ['metric'], NOW_MS)).toEqual(NOTHING);
});

test('the same subject of another kind is another thing', () => {
  const other: Condition = { ...condition('kraken', 'bad'), kind: 'metric' };
  expect(judgeEpisodes([condition('kraken', 'good'), other], [], ['source'], NOW_MS).opened).toEqual([other]);
});
