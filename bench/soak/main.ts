import { parseArgs } from 'node:util';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { growing, head, line } from './report';
import { soak } from './soak';

const { values } = parseArgs({
  options: {
    collections: { type: 'string', default: '20000' },
    markets: { type: 'string', default: '1000' },
    /** How long hours and the record of collections are kept. */
    days: { type: 'string', default: '7' },
    minutes: { type: 'string', default: '60' },
  },
});

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const limit = setTimeout(() => stop.abort(), Number(values.minutes) * 60_000);

/** `npm run soak`: weeks of collections in minutes, and whether anything grows for ever. */
async function main(): Promise<void> {
  // A day of slots passes in seconds: what wakes once a minute by the clock on the wall would come too late.
  const database = await temporaryDatabase({ synchronous_commit: 'off', autovacuum_naptime: '1s' });
  try {
    const days = Number(values.days);
    console.log(head());
    const samples = await soak({
      pool: database.pool,
      markets: Number(values.markets),
      collections: Number(values.collections),
      samples: 20,
      fromMs: Date.UTC(2026, 9, 1),
      keep: { observationRetentionHours: 48, rollupRetentionDays: days, logRetentionDays: days },
      signal: stop.signal,
      onSample: (sample) => console.log(line(sample)),
    });
    const still = growing(samples);
    console.log(still.length === 0 ? '\nall of it levels off' : `\nstill growing: ${still.join(', ')}`);
    process.exitCode = still.length === 0 ? 0 : 1;
  } finally {
    await database.remove();
  }
}

await main().finally(() => clearTimeout(limit));
