import { describe, expect, test } from 'vitest';
import type { AlertMail } from '@/lib/alerts';
import { composeAlertMail } from '@/lib/outbox/messages';
import { shownWithin } from '@/lib/outbox/messages/alert/budget';
import { LINKS, mail, OVER, PEPE, PRICE, SOL } from './mails';

const BOTH = { ...SOL, series: [PRICE, { ...PEPE.series[0], ...{ alertId: '7', base: 'SOL' } }] };

test.each<[string, AlertMail, string]>([
  ['one base', mail([SOL]), 'SOL price 4.1× its 24 h average on 4 exchanges'],
  ['one market', mail([{ ...SOL, series: [PRICE] }]), 'SOL price 4.1× its 24 h average on Kraken'],
  ['nobody else', mail([PEPE]), 'PEPE volume 3.3× its 24 h average on Gate only'],
  [
    'below',
    mail([{ ...SOL, series: [{ ...PRICE, direction: 'below', ratio: 0.2134, peakRatio: 0.2134 }] }]),
    'SOL price 0.21× its 24 h average on Kraken',
  ],
  [
    'far beyond',
    mail([{ ...SOL, series: [{ ...PRICE, ratio: 1234.4, peakRatio: 1234.4 }] }]),
    'SOL price 1234× its 24 h average on Kraken',
  ],
  ['two bases', mail([SOL, PEPE]), 'SOL price 4.1× and PEPE volume 3.3× (vs. 24 h average)'],
  [
    'over twenty',
    mail([SOL, PEPE, SOL, PEPE], { more: 30 }),
    'SOL price 4.1×, PEPE volume 3.3× and 32 more (vs. 24 h average)',
  ],
  ['an end', mail([OVER]), 'SOL is back to normal after 2 h 20 min: price 171.20 USD, peak 5.2×'],
  [
    'an end far from its average',
    mail([{ ...OVER, series: OVER.series.map((one) => ({ ...one, ratio: 2.5 })) }]),
    'SOL is back below its alert level after 2 h 20 min: price 171.20 USD, peak 5.2×',
  ],
  [
    'an end of one below',
    mail([
      {
        ...OVER,
        series: OVER.series.map((one) => ({
          ...one,
          direction: 'below' as const,
          ratio: 0.5,
          peakRatio: 0.21,
        })),
      },
    ]),
    'SOL is back above its alert level after 2 h 20 min: price 171.20 USD, low 0.21×',
  ],
  [
    'an end whose spike lifted its average',
    mail([{ ...OVER, series: OVER.series.map((one) => ({ ...one, ratio: 0.82 })) }]),
    'SOL is back to normal after 2 h 20 min: price 171.20 USD, peak 5.2×',
  ],
  [
    'an end with a new baseline',
    mail([{ ...OVER, series: [{ ...PRICE, mean: null, ratio: null, untilMs: PRICE.sinceMs + 3_600_000 }] }]),
    'SOL alert over after 1 h: a new 24 h average begins',
  ],
  [
    'both',
    mail([PEPE, OVER]),
    'PEPE volume 3.3× its 24 h average on Gate only; SOL is back to normal after 2 h 20 min: price 171.20 USD, peak 5.2×',
  ],
  [
    'a digest',
    mail([SOL, PEPE], { kind: 'digest', more: 9 }),
    'The rest of the day: SOL price 4.1×, PEPE volume 3.3× and 9 more (vs. 24 h average)',
  ],
])('%s', async (_, given, subject) => {
  const composed = await composeAlertMail(given, LINKS);
  expect(composed.subject).toBe(subject);
  expect(composed.text.split('\n')[0]).toBe(subject);
});

test('several metrics of one base are one entry', async () => {
  const { subject } = await composeAlertMail(
    mail([{ ...BOTH, series: [...SOL.series, ...PEPE.series] }]),
    LINKS,
  );
  expect(subject).toBe('SOL price 4.1× and volume 3.3× their 24 h averages on 4 exchanges');
});

test('the text says all that the HTML says', async () => {
  const { html, text } = await composeAlertMail(mail([SOL]), LINKS);
  for (const said of [
    'Since 24 Nov 2026, 13:05 CET. Confirmed by 3 of 3 other exchanges.',
    '584.20 USD, up from a 24 h average of 142.37 USD (your alert: 3×)',
    'price of SOL-USD on Kraken',
    'price of SOL-USDT on OKX',
    'getting this email because of your alerts.',
  ]) {
    expect([said, html.includes(said), text.includes(said)]).toEqual([said, true, true]);
  }
  const addresses = [
    'https://metrics.test/markets/kraken:SOL-USD?metric=price&from=2026-11-23T12:05:00.000Z&to=2026-11-25T00:05:00.000Z',
    LINKS.manageUrl,
    LINKS.unsubscribeUrl,
    LINKS.muteUrl('*:SOL-*', 'day'),
    LINKS.muteUrl('*:SOL-*', 'ever'),
  ];
  for (const address of addresses) {
    expect([address, html.includes(address.replaceAll('&', '&amp;')), text.includes(address)]).toEqual([
      address,
      true,
      true,
    ]);
  }
});

test('the graph is a picture of the day that the mail speaks of, with its figures in words', async () => {
  const { html } = await composeAlertMail(mail([SOL]), LINKS);
  const picture = /<img[^>]*>/.exec(html)?.[0] ?? '';
  expect(picture).toContain(
    'src="https://metrics.test/api/metrics?metric=price&amp;dimension=kraken%3ASOL-USD&amp;from=2026-11-23T12:05:00.000Z&amp;to=2026-11-24T12:05:00.000Z&amp;format=png"',
  );
  expect(picture).toContain('alt="The last 24 hours of price of SOL-USD on Kraken: 584.20 USD');
});

test('without a time zone times are UTC, and said so', async () => {
  const { text } = await composeAlertMail(mail([SOL], { timeZone: null }), LINKS);
  expect(text).toContain('Since 24 Nov 2026, 12:05 UTC.');
});

test('an end tells from when to when, and how far it went', async () => {
  const { text } = await composeAlertMail(mail([OVER]), LINKS);
  expect(text).toContain('From 24 Nov 2026, 10:45 CET to 13:05 CET.');
  expect(text).toContain('Peaked at 5.2× its 24 h average, now 171.20 USD');
});

test('one market is muted by its name, several by their base; nobody else is said so', async () => {
  const { html, text } = await composeAlertMail(mail([PEPE]), LINKS);
  expect(text).toContain(`Mute this market for a day: ${LINKS.muteUrl('gate:PEPE-USDT', 'day')}`);
  expect(text).toContain('No other exchange can confirm it.');
  expect(html).toContain('volume of PEPE-USDT on Gate only');
});

test('of a base on many markets six are told, of many bases their number and a link', async () => {
  const series = Array.from({ length: 9 }, (_, n) => ({
    ...PRICE,
    alertId: `${n}`,
    dimension: `x${n}:SOL-USD`,
  }));
  const { html, text } = await composeAlertMail(mail([{ ...SOL, series }, PEPE], { more: 4 }), LINKS);
  expect(text).toContain('And 3 more for SOL.');
  expect(text).toContain('4 more alerts are not in this email. See all:\nhttps://metrics.test/alerts');
  expect(html).toContain('href="https://metrics.test/alerts"');
  expect(html.match(/<img/g)).toHaveLength(2);
});

test('what an exchange calls a coin is text, and never HTML', async () => {
  const base = '<b>"A&B"</b>';
  const series = [{ ...PRICE, base, dimension: 'gate:%3Cb%3E-USD' }];
  const { html, subject } = await composeAlertMail(mail([{ base, event: 'begin', series }, PEPE]), LINKS);
  expect(subject).toContain(base);
  expect(html).not.toContain('<b>');
  expect(html).toContain('&lt;b&gt;');
});

test('an entry is rendered once for all mails of the same zone that tell it', async () => {
  const first = await composeAlertMail(mail([SOL, PEPE]), LINKS);
  const again = await composeAlertMail(mail([SOL, PEPE]), {
    ...LINKS,
    manageUrl: 'https://metrics.test/other',
  });
  expect(again.html).toBe(first.html.replaceAll(LINKS.manageUrl, 'https://metrics.test/other'));
});

describe('an email that Gmail would cut', () => {
  /** Long names, as many lines as an entry has, and no two entries alike: nothing is rendered once for all. */
  const entries = Array.from({ length: 20 }, (_, n) => {
    const base = `${'币'.repeat(9)}${n}`;
    const series = SOL.series.flatMap((one) =>
      ['price', 'volume', 'spread'].map((metric) => ({
        ...one,
        base,
        metric,
        dimension: `${one.exchange}:${encodeURIComponent(base)}-${one.quote}`,
      })),
    );
    return { ...SOL, base, series };
  });
  const longTokens = (html: string) => html.replace(/token=\w+/g, `token=${'x'.repeat(90)}`);

  test('keeps below 102 KB with its last links, and says how many alerts it leaves out', async () => {
    const { html, text, subject } = await composeAlertMail(mail(entries, { more: 10 }), LINKS);
    expect(Buffer.byteLength(longTokens(html))).toBeLessThan(102_000);
    expect(html).toContain('/unsubscribe?token=');
    const shown = entries.filter(({ base }) => text.includes(`Mute ${base} `)).length;
    expect(shown).toBeGreaterThan(2);
    expect(shown).toBeLessThan(20);
    for (const said of [html, text])
      expect(said).toContain(`${30 - shown} more alerts are not in this email.`);
    expect(subject).toContain('28 more');
  });

  test('shows at least one alert', () => {
    expect(shownWithin(['x'.repeat(200_000), 'y'])).toHaveLength(1);
  });
});

test('the title of the document is the subject', async () => {
  const { html, subject } = await composeAlertMail(mail([SOL]), LINKS);
  expect(/<title>([^<]*)<\/title>/.exec(html)?.[1]).toBe(subject);
});
