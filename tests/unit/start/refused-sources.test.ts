import { exchanges } from 'ccxt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusalOf } from '@/lib/collect/exchanges/refused-exchanges';
import { readSettings } from '@/server/settings';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(Object.keys(exchanges))('SOURCES with %s', (id) => {
  const refusal = refusalOf(id);

  it(refusal === null ? 'starts' : 'does not start, and says why in one sentence', () => {
    vi.stubEnv('SOURCES', `kraken,${id}`);

    if (refusal === null) expect(readSettings().sources).toContain(id);
    else expect(readSettings).toThrow(`SOURCES: ${refusal}`);
    expect(refusal ?? id).toMatch(new RegExp(`^[^.\\n]*\\b${id}\\b[^.\\n]*$`));
  });
});

it('names all of several exchanges that cannot be collected', () => {
  vi.stubEnv('SOURCES', 'woo,binanceusdm');

  expect(readSettings).toThrow(
    'SOURCES: woo: its public API has no tickers of all spot markets. binanceusdm lists no spot markets; use binance',
  );
});
