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
