import { describe, expect, test } from 'vitest';
import type { Changes, Condition, EpisodeKind } from '@/lib/incidents/episodes/judge-episodes';
import { composeNotices } from '@/lib/incidents/notices/compose';
import { WORDING } from '@/lib/incidents/notices/wording';

const NOW_MS = Date.UTC(2026, 10, 24, 12, 15);
const CONTEXT = { nowMs: NOW_MS, sources: 3, appUrl: 'https://metrics.example.com' };
const NOTHING: Changes = { opened: [], ended: [], reminded: [], dropped: [] };

const trouble = (subject: string, kind: EpisodeKind = 'source'): Condition => ({
  kind,
  subject,
  state: 'bad',
  sinceMs: NOW_MS - 600_000,
  detail: `${subject} fails: HTTP 502`,
});

const open = (subject: string) => ({ id: 1, toldAtMs: 0, ...trouble(subject) });
const begun = (opened: Condition[]) => composeNotices({ ...NOTHING, opened }, CONTEXT);

test('one source: what, since when, what it means, what to do, and what comes next', () => {
  expect(begun([trouble('kraken')])).toEqual([
    {
      subject: 'kraken fails',
      text: `kraken fails: HTTP 502. Since 12:05 UTC on 24 November 2026, 10 min ago.

What it means: ${WORDING.source.means}

What to do: ${WORDING.source.todo}

https://metrics.example.com/sources

You get one reminder a day while this lasts, and an email when it is over.
`,
    },
  ]);
});

test('some sources together are one notice that names each', () => {
  const [notice, ...others] = begun([trouble('kraken'), trouble('okx')]);
  expect(others).toEqual([]);
  expect(notice?.subject).toBe('2 of 3 sources are in trouble');
  expect(notice?.text).toMatch(/^kraken fails: HTTP 502\. .*\nokx fails: HTTP 502\. .*\n\n/);
});

test('of thousands at once the first are named, each in short, and the others counted', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => ({
    ...trouble(`market${n}`, 'rebase'),
    detail: `market${n} has changed: ${'x'.repeat(500)}`,
  }));
  const [notice] = begun(many);
  expect(notice?.text).toContain('market29 has changed');
  expect(notice?.text).not.toContain('market30 has changed');
  expect(notice?.text).toContain('\nAnd 4970 more.\n');
  expect(notice?.text).not.toContain('x'.repeat(200));
  expect(notice?.subject).toBe('5000 markets have changed their level for good');
});

test('all sources together are one notice that points at the network', () => {
  const [notice, ...others] = begun(['kraken', 'okx', 'gate'].map((exchange) => trouble(exchange)));
  expect(others).toEqual([]);
  expect(notice?.subject).toBe('All 3 sources are in trouble');
  expect(notice?.text).toContain('name resolution');
});

test('different kinds are different notices', () => {
  const disk = { ...trouble('', 'disk'), detail: 'the disk is at 93 % used, 1.2 GiB free' };
  expect(begun([trouble('kraken'), disk]).map(({ subject }) => subject)).toEqual([
    'kraken fails',
    'The disk is at 93 % used, 1.2 GiB free',
  ]);
});

test('a reminder says that it is one', () => {
  const reminded = [{ episode: open('kraken'), detail: 'kraken fails: HTTP 503' }];
  const [notice] = composeNotices({ ...NOTHING, reminded }, CONTEXT);
  expect(notice?.subject).toBe('Still so: kraken fails');
  expect(notice?.text).toContain('HTTP 503. Since 12:05 UTC on 24 November 2026');
  expect(notice?.text).toContain('The next reminder comes in a day.');
});

describe('over', () => {
  const end = (subject: string) => ({
    episode: open(subject),
    endedAtMs: NOW_MS,
    detail: `${subject} is well`,
  });

  test('of one says how long it lasted and what it was', () => {
    expect(composeNotices({ ...NOTHING, ended: [end('kraken')] }, CONTEXT)).toEqual([
      {
        subject: 'Over: kraken is well',
        text: `kraken is well. It lasted 10 min, from 12:05 to 12:15 UTC on 24 November 2026. What it was: kraken fails: HTTP 502.

${WORDING.source.over}

https://metrics.example.com
`,
      },
    ]);
  });

  test('of one that went on past midnight names both days', () => {
    const ended = [{ ...end('kraken'), endedAtMs: NOW_MS + 86_400_000 }];
    expect(composeNotices({ ...NOTHING, ended }, CONTEXT)[0]?.text).toContain(
      'It lasted 24 h, from 12:05 UTC on 24 November 2026 to 12:15 UTC on 25 November 2026.',
    );
  });

  test('of all is one notice', () => {
    const ended = ['kraken', 'okx', 'gate'].map(end);
    const notices = composeNotices({ ...NOTHING, ended }, CONTEXT);
    expect(notices.map(({ subject }) => subject)).toEqual(['Over: all 3 sources are well again']);
  });
});

test('what is dropped is not told', () => {
  expect(composeNotices({ ...NOTHING, dropped: [open('kraken')] } as Changes, CONTEXT)).toEqual([]);
});
