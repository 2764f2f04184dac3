/** Imports the file of FILE, and kills itself (SIGKILL) after so many batches. Run by the import's tests. */
import { createReadStream } from 'node:fs';
import { Pool } from 'pg';
import { importCsv } from '@/scripts/transfer/import-csv';

const { DATABASE_URL, FILE = '', KILL_AFTER, NOW_MS } = process.env;
let batches = 0;
await importCsv(createReadStream(FILE), {
  pool: new Pool({ connectionString: DATABASE_URL }),
  nowMs: Number(NOW_MS),
  intervalMs: 300_000,
  observationRetentionHours: 48,
  refuse: () => undefined,
  onBatch() {
    batches += 1;
    if (batches === Number(KILL_AFTER)) process.kill(process.pid, 'SIGKILL');
  },
});
console.log(`lived through ${batches} batches`);
process.exit(0);
