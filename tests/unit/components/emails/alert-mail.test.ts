import { describe, expect, test } from 'vitest';
import { composeAlertMail } from '@/components/emails';
import { shownWithin } from '@/components/emails/alert/budget';
import type { AlertMail } from '@/lib/alerts';
import { LINKS, mail, OVER, PEPE, PRICE, SOL } from './mails';

const BOTH = { ...SOL, series: [PRICE, { ...PEPE.series[0], ...{ alertId: '7', base: 'SOL' } }] };

test.each<[string, AlertMail, string]>([
  ['one base', mail([SOL]), 'SOL price 4.1x its 24 h mean, on 4 venues'],
  ['one market', mail([{ ...SOL, series: [PRICE] }]), 'SOL price 4.1x its 24 h mean, on Kraken'],
  ['nobody else', mail([PEPE]), 'PEPE volume 3.3x its 24 h mean, on Gate, one venue only'],
  [
    'below',
    mail([{ ...SOL, series: [{ ...PRICE, direction: 'below', ratio: 0.2134, peakRatio: 0.2134 }] }]),
    'SOL price 0.21x its 24 h mean, on Kraken',
  ],
  [
    'far beyond',
    mail([{ ...SOL, series: [{ ...PRICE, ratio: 1234.4, peakRatio: 1234.4 }] }]),
    'SOL price 1234x its 24 h mean, on Kraken',
  ],
  ['two bases', mail([SOL, PEPE]), 'SOL price 4.1x and PEPE volume 3.3x, against 24 h means'],
  [
    'over twenty',
    mail([SOL, PEPE, SOL, PEPE], { more: 30 }),
    'SOL price 4.1x, PEPE volume 3.3x and 32 more, against 24 h means',
  ],
  ['an end', mail([OVER]), 'SOL is over: price 1.2x its 24 h mean, after 2 h 20 min'],
  [
    'an end with a new baseline',
    mail([{ ...OVER, series: [{ ...PRICE, mean: null, ratio: null, untilMs: PRICE.sinceMs + 3_600_000 }] }]),
    'SOL is over: a new baseline begins, after 1 h',
  ],
  [
    'both',
    mail([PEPE, OVER]),
    'PEPE volume 3.3x its 24 h mean, on Gate, one venue only; SOL is over: price 1.2x its 24 h mean, after 2 h 20 min',
  ],
  [
    'a digest',
    mail([SOL, PEPE], { kind: 'digest', more: 9 }),
    'The rest of the day: SOL price 4.1x, PEPE volume 3.3x and 9 more, against 24 h means',
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
  expect(subject).toBe('SOL price 4.1x and volume 3.3x their 24 h means, on 4 venues');
});

test('the text says all that the HTML says', async () => {
  const { html, text } = await composeAlertMail(mail([SOL]), LINKS);
  for (const said of [
    'Since 24 Nov 2026, 13:05 CET. 3 of 3 other venues agree on its price.',
    '584.20 USD, against a mean of 142.37 USD over 24 hours; above 3x, as you asked',
    'price of SOL-USD on Kraken',
    'price of SOL-USDT on OKX',
    'You get this mail because you asked to be told of it.',
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
  expect(text).toContain('171.20 USD, against a mean of 142.90 USD over 24 hours; at most 5.2x meanwhile');
});

test('one market is muted by its name, several by their base; nobody else is said so', async () => {
  const { html, text } = await composeAlertMail(mail([PEPE]), LINKS);
  expect(text).toContain(`Mute this market for a day: ${LINKS.muteUrl('gate:PEPE-USDT', 'day')}`);
  expect(text).toContain('One venue only: no other exchange can confirm it.');
  expect(html).toContain('volume of PEPE-USDT on Gate, one venue only');
});

test('of a base on many markets six are told, of many bases their number and a link', async () => {
  const series = Array.from({ length: 9 }, (_, n) => ({
    ...PRICE,
    alertId: `${n}`,
    dimension: `x${n}:SOL-USD`,
  }));
  const { html, text } = await composeAlertMail(mail([{ ...SOL, series }, PEPE], { more: 4 }), LINKS);
  expect(text).toContain('And 3 more of SOL.');
  expect(text).toContain('4 more are not in this mail. All of them:\nhttps://metrics.test/alerts');
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
    for (const said of [html, text]) expect(said).toContain(`${30 - shown} more are not in this mail.`);
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
