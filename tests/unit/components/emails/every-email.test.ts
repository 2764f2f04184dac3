import { describe, expect, test } from 'vitest';
import { alreadySubscribed, confirmation, operatorNotice, removal } from '@/components/emails';
import { renderPayload } from '@/lib/outbox/payload';

const TOKEN = 'x'.repeat(90);
const url = (page: string) => `https://metrics.test/${page}?token=${TOKEN}`;
const props = {
  email: `${'a'.repeat(64)}@test.example`,
  watches: Array.from({ length: 50 }, (_, n) => ({
    metric: 'imbalance',
    dimension: `kraken:${'币'.repeat(30)}${n}-USD`,
    threshold: 1.25 + n,
    direction: 'below' as const,
  })),
  isKnown: () => true,
  timeZone: 'America/Argentina/Buenos_Aires',
  confirmUrl: url('confirm'),
  manageUrl: url('manage'),
  unsubscribeUrl: url('unsubscribe'),
  blockUrl: url('unsubscribe'),
};

describe.each([
  ['confirmation', () => confirmation(props)],
  ['alreadySubscribed', () => alreadySubscribed(props)],
  ['removal', () => removal({ ...props, removeUrl: url('unsubscribe') })],
  [
    'operatorNotice',
    () =>
      operatorNotice({ title: 'A mail could not be delivered', lines: ['a', 'b'], appUrl: 'https://a.test' }),
  ],
])('%s', (_, make) => {
  test('has its subject as its title, and is far from being cut', async () => {
    const { subject, html } = await make();
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1]?.replaceAll('&#x27;', "'");
    expect(title).toBe(subject);
    expect(Buffer.byteLength(html)).toBeLessThan(50_000);
  });
});

test('every email says that nobody wrote it by hand', () => {
  const headers = { 'List-Unsubscribe': '<https://metrics.test>' };
  const [sent] = JSON.parse(
    renderPayload([{ to: 'a@test.example', subject: 's', html: 'h', text: 't', headers }], 'b@test.example'),
  );
  expect(sent.headers).toEqual({ 'Auto-Submitted': 'auto-generated', ...headers });
});
