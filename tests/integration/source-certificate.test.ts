import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';

test('a source whose certificate ran out is not read, and says so at once; another one is read', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: new Date(Date.UTC(2020, 0, 1)),
    notAfterDate: new Date(Date.UTC(2021, 0, 1)),
  });
  const expired = createServer({ key, cert }, (_, response) => response.end('[]'));
  await once(expired.listen(0, '127.0.0.1'), 'listening');
  const { port } = expired.address() as AddressInfo;
  const bigone = await startRecordedExchange('bigone');

  const [kraken, other] = await readSources(['kraken', 'bigone'], {
    clock: () => Date.UTC(2026, 5, 24),
    timeoutMs: 20_000,
    sourceUrls: { kraken: `https://localhost:${port}`, bigone: bigone.origin },
    marketLists: memoryMarketLists(),
  });
  expired.closeAllConnections();
  expired.close();
  await bigone.close();

  expect(kraken).toMatchObject({ ok: false, attempts: 1, unreachable: false });
  expect(kraken?.ok === false && kraken.reason).toMatch(
    /^its certificate is not accepted: .*(expired|self-signed)/,
  );
  expect(other?.ok).toBe(true);
});
