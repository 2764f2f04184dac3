import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fire } from './fire';
import { mixedReads } from './mixed-reads';

const USAGE = `npm run load -- [URL] [--rate 20] [--seconds 60] [--connections 10] [--p99 MS]

Reads URL (http://localhost:3000) as its visitors do: graphs of markets, rankings, the list, pages; --rate requests a
second in all, 0 for as many as it can. Ends with code 1 where an answer failed, or the p99 is above --p99.`;

const options = z.object({
  rate: z.coerce.number().nonnegative(),
  seconds: z.coerce.number().positive(),
  connections: z.coerce.number().int().positive(),
  p99: z.coerce.number().positive(),
});

/** `npm run load`: mixed reads at a given rate, and how long they took. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      rate: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '60' },
      connections: { type: 'string', default: '10' },
      p99: { type: 'string', default: 'Infinity' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const { rate, seconds, connections, p99 } = options.parse(values);
  const origin = (positionals[0] ?? 'http://localhost:3000').replace(/\/$/, '');
  const paths = await mixedReads(origin);
  console.log(`${origin}: ${rate === 0 ? 'as many as it can' : `${rate} requests/s`}, ${seconds} s`);
  const { requestsPerSecond, sent, failed, latencyMs } = await fire({
    origin,
    paths,
    rate,
    seconds,
    connections,
  });
  const line = Object.entries(latencyMs).map(([name, ms]) => `${name} ${ms} ms`);
  console.log(`${sent} requests, ${requestsPerSecond.toFixed(1)} a second, ${failed} failed`);
  console.log(line.join(', '));
  if (failed > 0 || latencyMs.p99 > p99) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
});
