import { expect, test } from 'vitest';
import { requireRouterState } from '@/server/door/router-state';

/**
 * The door lets Next's own reader decide about `next-router-state-tree`
 * (next/dist/server/app-render/parse-and-validate-flight-router-state), which is no public part of Next: this is what
 * the door relies on.
 */
const sent = (tree: string) => () => requireRouterState({ 'next-router-state-tree': tree });
const encoded = (tree: unknown) => encodeURIComponent(JSON.stringify(tree));

const FRONT = ['', { children: ['__PAGE__', {}] }];
const MARKET = [
  '',
  {
    children: [
      'markets',
      { children: [['dimension', 'kraken%3ABTC-USD', 'd', null], { children: ['__PAGE__', {}] }] },
    ],
  },
  null,
  'refetch',
];

test.each([[FRONT], [MARKET]])('what a page of Next sends is let in: %j', (tree) => {
  expect(sent(encoded(tree))).not.toThrow();
});

test('a request without one is let in', () => {
  expect(() => requireRouterState({})).not.toThrow();
});

test.each(['garbage', '', '%', encoded({}), encoded(['']), encoded([1, {}]), encoded('x'.repeat(50_000))])(
  '%.30s is refused',
  (tree) => {
    expect(sent(tree)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  },
);
