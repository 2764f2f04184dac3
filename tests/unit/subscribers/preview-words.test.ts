import { expect, test } from 'vitest';
import { previewWords } from '@/lib/subscribers/preview-words';

const asOf = '2026-11-24T12:00:00.000Z';
const none = { mails: 0, alerts: 0 };

test.each([
  [
    'all markets',
    {
      asOf,
      day: { mails: 2, alerts: 5 },
      week: { mails: 6, alerts: 14 },
      markets: { checked: 9, matching: 9 },
    },
    'In the last 24 hours this would have been 2 mails about 5 alerts; in the last 7 days about 6 mails.',
  ],
  [
    'some of them',
    {
      asOf,
      day: { mails: 1, alerts: 1 },
      week: { mails: 6, alerts: 14 },
      markets: { checked: 100, matching: 1530 },
    },
    'In the last 24 hours this would have been at least 1 mail about 1 alert; in the last 7 days at least 6 mails. ' +
      'Only the 100 most traded of 1,530 markets could be checked in time.',
  ],
  [
    'some of them, where nothing was',
    { asOf, day: none, week: none, markets: { checked: 100, matching: 1530 } },
    'In the last 24 hours this would have been no mail about no alerts; in the last 7 days no mail. ' +
      'Only the 100 most traded of 1,530 markets could be checked in time.',
  ],
  [
    'none of them',
    { asOf, day: none, week: none, markets: { checked: 0, matching: 1530 } },
    'This took too long to count over 1,530 markets. Try again in a minute, or choose a metric or a coin.',
  ],
  [
    'no market that fits',
    { asOf, day: none, week: none, markets: { checked: 0, matching: 0 } },
    'In the last 24 hours this would have been no mail about no alerts; in the last 7 days no mail.',
  ],
  [
    'none yet',
    { asOf: null, day: none, week: none, markets: { checked: 0, matching: 0 } },
    'Nothing was collected yet, so nobody can tell how many mails this would be.',
  ],
])('a preview over %s', (_, counted, words) => {
  expect(previewWords(counted)).toBe(words);
});
