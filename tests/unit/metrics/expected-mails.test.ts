import { expect, test } from 'vitest';
import { mailsFor } from '@/lib/queries/expected-mails';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24) + minutes * 60_000);
const span = (base: string, from: number, to: number | null) => ({
  base,
  opened: at(from),
  resolved: to === null ? null : at(to),
});

test.each([
  ['nothing', [], 0],
  ['one that is over', [span('SOL', 0, 60)], 2],
  ['one that is open', [span('SOL', 0, null)], 1],
  ['a coin on two markets at once', [span('SOL', 0, 60), span('SOL', 5, 90)], 2],
  ['a coin twice', [span('SOL', 0, 60), span('SOL', 120, 180)], 4],
  ['two coins at the same time', [span('SOL', 0, 60), span('ADA', 0, 60)], 2],
  ['two coins, one after the other', [span('SOL', 0, 60), span('ADA', 5, 70)], 4],
  ['a wild day', Array.from({ length: 40 }, (_, n) => span(`C${n}`, n, n + 60)), 25],
])('%s', (_, spans, mails) => {
  expect(mailsFor(spans)).toBe(mails);
});
