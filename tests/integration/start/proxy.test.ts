import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { EnvHttpProxyAgent, getGlobalDispatcher, setGlobalDispatcher, fetch as undiciFetch } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readSources } from '@/lib/collect/exchanges';
import { heartbeat } from '@/lib/incidents/heartbeat';
import { sendTestMail, transportOf } from '@/lib/outbox';
import { createLog } from '@/lib/platform/log';
import { outgoingConnections, routeThroughProxy } from '@/lib/platform/outgoing';
import { callCron } from '@/server/call-cron';
import { memoryMarketLists } from '@/tests/support/exchange/memory-market-lists';
import { startRecordedExchange } from '@/tests/support/exchange/recorded-exchange';
import { startHeartbeatServer } from '@/tests/support/heartbeat-server';
import { type HttpProxy, startHttpProxy } from '@/tests/support/http-proxy';
import { startResend } from '@/tests/support/resend/server';

let proxy: HttpProxy;
const direct = getGlobalDispatcher();
const log = { warn: vi.fn() };
const settings = (noProxy?: string) => ({ httpProxy: proxy.url, httpsProxy: proxy.url, noProxy });
/** The same address by a name that only the proxy can resolve. */
const far = (origin: string, host: string) => origin.replace('127.0.0.1', host);

beforeAll(async () => {
  proxy = await startHttpProxy();
});
afterEach(() => {
  proxy.calls.length = 0;
  setGlobalDispatcher(direct);
});
afterAll(() => proxy.close());

const readBigone = (origin: string, noProxy?: string) =>
  readSources(['bigone'], {
    clock: () => Date.UTC(2026, 5, 24),
    timeoutMs: 20_000,
    sourceUrls: { bigone: origin },
    proxy: settings(noProxy),
    marketLists: memoryMarketLists(),
  });

test('exchanges are read through the proxy, but for those of this machine and of NO_PROXY', async () => {
  const bigone = await startRecordedExchange('bigone');
  const origin = far(bigone.origin, 'exchange.test');
  expect(await readBigone(origin)).toMatchObject([{ ok: true }]);
  expect(new Set(proxy.calls)).toEqual(new Set([`GET ${new URL(origin).host}`]));
  proxy.calls.length = 0;

  for (const host of ['127.0.0.1', 'localhost', 'a.localhost']) {
    const [reading] = await readBigone(far(bigone.origin, host));
    if (host !== 'a.localhost') expect(reading).toMatchObject({ ok: true });
  }
  for (const noProxy of ['exchange.test', '.test', '*']) {
    expect(await readBigone(origin, noProxy)).toMatchObject([{ ok: false, unreachable: true }]);
  }
  expect(proxy.calls).toEqual([]);
  await bigone.close();
});

test('https goes through a tunnel, whose other end proves who it is', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'exchange.test' }]);
  const server = createServer({ key, cert }, (_, response) => response.end('secure'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const dispatcher = outgoingConnections({}, settings());
  await expect(undiciFetch(`https://exchange.test:${port}/`, { dispatcher })).rejects.toThrow('fetch failed');
  expect(proxy.calls).toEqual([`CONNECT exchange.test:${port}`]);
  await dispatcher.destroy();
  server.close();
  server.closeAllConnections();
});

test('emails and heartbeats go through the proxy', async () => {
  routeThroughProxy(settings());
  const resend = await startResend();
  const origin = far(resend.origin, 'resend.test');
  const transport = transportOf({
    emails: { areSent: true, warnings: [] },
    resendApiKey: 're_of_this_test',
    resendBaseUrl: origin,
    resendRequestsPerSecond: 100,
    mailFrom: 'alerts@metrics.test',
  });
  const mail = { subject: 'Test', html: '<p>Test</p>', text: 'Test' };
  expect(await sendTestMail(transport, 'you@example.com', mail)).toMatchObject({ state: 'sent' });
  expect(proxy.calls).toEqual([`POST ${new URL(origin).host}`]);
  await resend.close();

  const beats = await startHeartbeatServer();
  await heartbeat(far(beats.url, 'beat.test'), createLog('silent'));
  expect(beats.calls).toHaveLength(1);
  expect(proxy.calls.at(-1)).toMatch(/^GET beat\.test:/);
  await beats.close();
});

test('the calls of the scheduler to its own server never do, whatever is routed there', async () => {
  const own = await startHeartbeatServer();
  // As Node does by NODE_USE_ENV_PROXY where NO_PROXY is not set.
  setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy: proxy.url, proxyTunnel: false }));
  await fetch(own.url);
  expect(proxy.calls).toEqual([`GET ${new URL(own.url).host}`]);
  expect(await callCron(own.url, 'a-cron-secret-of-this-test', log)).toBe('OK');
  expect(proxy.calls).toHaveLength(1);
  await own.close();
});
