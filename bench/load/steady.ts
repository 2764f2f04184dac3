import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantileSorted } from 'd3-array';
import type { Fired, Load } from './load';

const TIMEOUT_MS = 10_000;

/**
 * Reads at a rate, one after the other at equal distances, whatever the server does meanwhile: autocannon sends those of
 * a second at once, and then measures how long the last of them waits for the first.
 */
export async function steady({
  origin,
  paths,
  connections,
  seconds,
  rate,
  acceptEncoding,
}: Load): Promise<Fired> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const sent = Math.round(rate * seconds);
  const startedMs = performance.now();
  const ask = (path: string, dueMs: number) =>
    new Promise<void>((resolve) => {
      const options = { agent, headers: { 'accept-encoding': acceptEncoding }, timeout: TIMEOUT_MS };
      const asked = get(`${origin}${path}`, options, (answer) => {
        answer.on('close', resolve).on('error', () => undefined);
        answer.on('end', () => {
          if (answer.statusCode === 200) latencies.push(performance.now() - dueMs);
        });
        answer.resume();
      });
      asked.on('timeout', () => asked.destroy()).on('error', () => resolve());
    });
  const answered: Promise<void>[] = [];
  for (let i = 0; i < sent; i++) {
    const dueMs = startedMs + (1000 * i) / rate;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    answered.push(ask(paths[i % paths.length] ?? '/', dueMs));
  }
  await Promise.all(answered);
  agent.destroy();
  const tookSeconds = (performance.now() - startedMs) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => Math.round(quantileSorted(latencies, share) ?? Number.NaN);
  return {
    requestsPerSecond: latencies.length / tookSeconds,
    sent,
    failed: sent - latencies.length,
    latencyMs: { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) },
  };
}
