import { expect, test } from 'vitest';
import { isLeveraged } from '@/lib/alerts/leveraged';

const COINS = new Set(['BTC', 'ETH', 'SOL', '1INCH', 'J', 'SYR', 'A']);
const isCoin = (code: string) => COINS.has(code);

test.each(['BTC3L', 'BTC3S', 'ETH5L', 'BTCUP', 'BTCDOWN', 'ETHBULL', 'ETHBEAR', '1INCHUP', 'SOL10L'])(
  '%s follows another coin',
  (base) => {
    expect(isLeveraged(base, isCoin)).toBe(true);
  },
);

test.each(['BTC', 'JUP', 'BULL', 'BEAR', 'UP', 'SUPER', 'XYZ3L', 'A3L', 'PUMP', 'BTCL', 'SOL3'])(
  '%s does not',
  (base) => {
    expect(isLeveraged(base, isCoin)).toBe(false);
  },
);

const PAIRS = [
  'CHR3L',
  'CHR3S',
  'ALICE2L',
  'ALICE2S',
  'FILUP',
  'FILDOWN',
  'EOSBULL',
  'EOSBEAR',
  'LONE3L',
  'NEAR3L',
];

test.each(PAIRS)('%s does, though its coin is not listed, where the opposite token is', (base) => {
  const listed = new Set([...PAIRS, 'NEAR5S']);
  expect(isLeveraged(base, (code) => listed.has(code))).toBe(!['LONE3L', 'NEAR3L'].includes(base));
});
