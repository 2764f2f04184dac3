/** Backfills, and kills itself (SIGKILL) as soon as so many markets are done. Run by the backfill's tests. */
import { Pool } from 'pg';
import { backfillFrom } from './world';

const { DATABASE_URL, EXCHANGE_URLS, KILL_AT } = process.env;
const outcome = await backfillFrom(new Pool({ connectionString: DATABASE_URL }), {
  sourceUrls: JSON.parse(EXCHANGE_URLS ?? '{}'),
  onProgress({ done }) {
    if (done >= Number(KILL_AT)) process.kill(process.pid, 'SIGKILL');
  },
});
console.log(JSON.stringify(outcome));
process.exit(0);
