import { describe, expect, test } from 'vitest';
import type { AlertEntry, AlertMail } from '@/lib/alerts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/model/time';
import { composeAlertMail } from '@/lib/outbox/messages';
import { LINKS, mail, OVER, PRICE, SOL } from './mails';

const FROM_MS = Date.UTC(2026, 0, 1);
const TO_MS = Date.UTC(2027, 0, 1);

/** Two moments that a clock in a zone shows alike, since it went back between them. */
interface Pair {
  zone: string;
  firstMs: number;
  secondMs: number;
}

/** Minutes ahead of UTC. */
function offsetOf(format: Intl.DateTimeFormat, ms: number): number {
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / MINUTE_MS) * MINUTE_MS) / MINUTE_MS;
}

function pairsOf(zone: string): Pair[] {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const pairs: Pair[] = [];
  for (let ms = FROM_MS; ms < TO_MS; ms += DAY_MS) {
    const back = offsetOf(format, ms) - offsetOf(format, ms + DAY_MS);
    if (back <= 0) continue;
    let [before, after] = [ms, ms + DAY_MS];
    while (after - before > MINUTE_MS) {
      const middle = (before + after) / 2;
      if (offsetOf(format, middle) === offsetOf(format, ms)) before = middle;
      else after = middle;
    }
    const changeMs = Math.ceil(after / MINUTE_MS) * MINUTE_MS;
    const firstMs = changeMs - (back / 2) * MINUTE_MS;
    pairs.push({ zone, firstMs, secondMs: firstMs + back * MINUTE_MS });
  }
  return pairs;
}

const PAIRS = Intl.supportedValuesOf('timeZone').flatMap(pairsOf);

/** Every email that says when something was, at a moment. */
const KINDS: Record<string, (atMs: number) => AlertMail> = {
  'an alert': (atMs) => mail([beginning(atMs)], { atMs }),
  'the end of an alert': (atMs) => mail([ending(atMs - HOUR_MS, atMs)], { atMs }),
  'a digest of both': (atMs) =>
    mail([beginning(atMs), ending(atMs - HOUR_MS, atMs)], { atMs, kind: 'digest' }),
};

const beginning = (sinceMs: number): AlertEntry => ({ ...SOL, series: [{ ...PRICE, sinceMs }] });
const ending = (sinceMs: number, untilMs: number): AlertEntry => ({
  ...OVER,
  series: OVER.series.map((one) => ({ ...one, sinceMs, untilMs })),
});

test('clocks go back in many zones', () => {
  expect(new Set(PAIRS.map(({ zone }) => zone)).size).toBeGreaterThan(100);
});

describe.each(Object.entries(KINDS))('%s', (_, kindAt) => {
  /** What it says but for its links, in a zone. */
  const wordsAt = async (atMs: number, timeZone: string) => {
    const { text, html } = await composeAlertMail({ ...kindAt(atMs), timeZone }, LINKS);
    return [text, html].map((said) => said.replace(/https?:[^\s"]*/g, ''));
  };

  test('tells the two hours of autumn apart in every zone', async () => {
    const alike: string[] = [];
    for (const { zone, firstMs, secondMs } of PAIRS) {
      const [first, second] = [await wordsAt(firstMs, zone), await wordsAt(secondMs, zone)];
      if (first.some((said, at) => said === second[at]))
        alike.push(`${zone} ${new Date(firstMs).toISOString()}`);
    }
    expect(alike).toEqual([]);
  });
});

test('an alert from the first to the second of such hours has two times', async () => {
  for (const { zone, firstMs, secondMs } of PAIRS) {
    const { text } = await composeAlertMail(
      mail([ending(firstMs, secondMs)], { atMs: secondMs, timeZone: zone }),
      LINKS,
    );
    const [, from, to] = /From \d+ \w+ \d+, (.+?) to (?:\d+ \w+ \d+, )?(.+?)\./.exec(text) ?? [];
    expect([zone, from?.slice(0, 5)]).toEqual([zone, to?.slice(0, 5)]);
    expect([zone, from === to]).toEqual([zone, false]);
  }
});
