import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Measured, measure } from './measure';
import { aimsOf, tableOf, triesOf } from './report';
import { type TemporaryDatabase, temporaryDatabase } from './temporary-database';

const SIZES = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(z.array(z.int().positive().multipleOf(1000)));
const USAGE = 'write the numbers of series as multiples of 1,000, such as `-- --series 10000,100000`';

let database: TemporaryDatabase | undefined;
let isInterrupted = false;

/** `npm run bench:cycle`: the stored cycle against SQL, at each size on a new database. */
async function main(): Promise<void> {
  const all: Measured[] = [];
  let machine = '';
  for (const series of sizes()) {
    const say = (line: string) => console.log(`${series.toLocaleString('en')} series: ${line}`);
    database = await temporaryDatabase();
    if (isInterrupted) return;
    machine = await machineOf(database);
    all.push(await measure(database.pool, series, series < 1_000_000 ? 9 : 3, say));
    await database.remove();
  }
  console.log(`\n${machine}\n\n${tableOf(all)}\n`);
  for (const line of triesOf(all)) console.log(line);
  console.log();
  for (const line of aimsOf(all, process.resourceUsage().maxRSS * 1024)) console.log(line);
}

function sizes(): number[] {
  const { values } = parseArgs({ options: { series: { type: 'string', default: '10000,100000,1000000' } } });
  const parsed = SIZES.safeParse(values.series);
  if (!parsed.success) throw new Error(USAGE);
  return parsed.data;
}

async function machineOf({ pool }: TemporaryDatabase): Promise<string> {
  const { rows } = await pool.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  return `${availableParallelism()} cores, Node ${process.version}, Postgres ${rows[0]?.version}`;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    console.error('interrupted: removing the database');
    database?.remove().finally(() => process.exit(130));
  });
}

main()
  .catch((error: unknown) => {
    if (isInterrupted) return;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(async () => {
    await database?.remove();
    process.exit(isInterrupted ? 130 : process.exitCode);
  });
