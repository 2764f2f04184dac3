/**
 * Reads as visitors do, 20 times a second, in a process of its own, so that nothing but the server keeps it waiting.
 * Arguments: the origin, then the paths. Answers the message `report` with what it felt since the last one.
 */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reading } from './readers';

const RATE = 20;
const TIMEOUT_MS = 60_000;

const [origin = '', ...paths] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const underWay = new Map<object, { path: string; sentMs: number }>();
let readings = empty();

function empty(): Record<string, Reading> {
  return Object.fromEntries(paths.map((path) => [path, { answers: 0, failures: [], longestMs: 0 }]));
}

function read(path: string): void {
  const sentMs = performance.now();
  const id = {};
  underWay.set(id, { path, sentMs });
  const ended = (failure: string | null) => {
    if (!underWay.delete(id)) return;
    const reading = readings[path];
    if (reading === undefined) return;
    reading.answers += 1;
    reading.longestMs = Math.max(reading.longestMs, performance.now() - sentMs);
    if (failure !== null) reading.failures.push(failure);
  };
  const headers = { 'accept-encoding': 'br' };
  const asked = get(`${origin}${path}`, { agent, headers, timeout: TIMEOUT_MS }, (answer) => {
    answer.on('end', () => ended(answer.statusCode === 200 ? null : `status ${answer.statusCode}`));
    answer.on('error', ({ message }) => ended(message));
    answer.resume();
  });
  asked.on('timeout', () => asked.destroy(new Error('no answer within a minute')));
  asked.on('error', ({ message }) => ended(message));
}

process.on('message', (message) => {
  if (message !== 'report') return process.exit();
  // Whoever waits still has waited at least this long.
  for (const { path, sentMs } of underWay.values()) {
    const reading = readings[path];
    if (reading !== undefined) reading.longestMs = Math.max(reading.longestMs, performance.now() - sentMs);
  }
  process.send?.(readings);
  readings = empty();
});
process.on('disconnect', () => process.exit());

for (let i = 0; ; i++) {
  read(paths[i % paths.length] ?? '/');
  await sleep(1000 / RATE);
}
