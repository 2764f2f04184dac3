import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { heartbeat } from '@/lib/incidents/heartbeat';
import { createLog } from '@/lib/platform/log';
import { type HeartbeatServer, startHeartbeatServer } from '@/tests/support/heartbeat-server';

const CALL = 'GET /api/push/hush?status=up&msg=OK&ping=';

const ok = (response: ServerResponse) => void response.end('OK');
const broken = (response: ServerResponse) => void response.writeHead(500).end();
const silent = () => undefined;

let server: HeartbeatServer;
afterEach(() => server.close());

test.each([
  ['a switch that takes it is called once', [ok], 1, 0],
  ['one that fails is called once more', [broken, ok], 2, 0],
  ['and no third time; then the log says so', [broken], 2, 1],
  ['one that says nothing is not waited for', [silent], 2, 1],
])('%s', async (_, answers, calls, warnings) => {
  server = await startHeartbeatServer(answers);
  const lines: string[] = [];
  await heartbeat(server.url, createLog('warn', { write: (line) => void lines.push(line) }), 100);
  expect(server.calls).toEqual(Array(calls).fill(CALL));
  expect(lines).toHaveLength(warnings);
  expect(lines.join()).not.toContain('hush');
});
