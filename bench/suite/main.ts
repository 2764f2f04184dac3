import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type TemporaryDatabase, temporaryDatabase } from '@/bench/cycle/temporary-database';
import { buildIfStale } from '@/server/build';
import { alertRow } from './alerts';
import { growthRows, ruleRow, SHAPES } from './cycle';
import { startPrometheus } from './prometheus';
import { readRows } from './reads';
import { type Server, startPeer, startProduct } from './servers';
import { keepTable, linesOf, type Row, tableOf } from './table';
import { tenthRow } from './tenth-of-a-core';
import { fillWorld } from './world';

const USAGE = `npm run bench -- [--rounds 5] [--seconds 3] [--minutes 10] [--markets 10000] [--series 1000000] [--only reads,cycle,growth,alerts,tenth] [--write]`;

const positive = z.coerce.number().positive();
const options = z.object({
  rounds: positive,
  seconds: positive,
  minutes: positive,
  markets: positive.multipleOf(100),
  series: positive.multipleOf(1000),
});

const stops: (() => Promise<void>)[] = [];
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** `npm run bench`: one table, every row of which is checked for equal answers before it is timed. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      minutes: { type: 'string', default: '10' },
      markets: { type: 'string', default: '10000' },
      series: { type: 'string', default: '1000000' },
      only: { type: 'string', default: 'reads,cycle,growth,alerts,tenth' },
      write: { type: 'boolean', default: false },
    },
  });
  const read = options.safeParse(values);
  if (!read.success) throw new Error(USAGE);
  const { rounds, seconds, minutes, markets, series } = read.data;
  const only = values.only.split(',');
  await buildIfStale(new AbortController().signal);
  const rows: Row[] = [];
  // Told as they come: what breaks at the end costs no row that was measured.
  const add = (more: Row[]) => {
    rows.push(...more);
    for (const line of linesOf(more)) say(line);
  };
  if (only.some((part) => ['reads', 'tenth'].includes(part))) {
    await addWorldRows(add, only, { rounds, seconds, minutes, markets });
  }
  if (only.includes('cycle')) await addCycleRows(add, rounds);
  if (only.includes('growth')) add(await growthRows(series, rounds, say));
  if (only.includes('alerts')) {
    say('the alert check, and the nested loop');
    add([alertRow(rounds)]);
  }
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  const table = `${machine}.\n\n${tableOf(rows)}`;
  console.log(`\n${table}`);
  if (values.write) await keepTable(table);
}

/** The rows over one world of 10,000 markets. */
async function addWorldRows(
  add: (rows: Row[]) => void,
  only: string[],
  how: { rounds: number; seconds: number; minutes: number; markets: number },
): Promise<void> {
  const database = await temporaryDatabase();
  stops.push(database.remove);
  const world = await fillWorld(database.pool, { dimensions: how.markets, metrics: 1 }, say);
  const url = urlOf(database);
  const started = async <S extends Server>(server: Promise<S>): Promise<S> => {
    const running = await server;
    stops.push(running.stop);
    return running;
  };
  const product = await started(startProduct(url, {}));
  const next = await started(startProduct(url, { EDGE: 'off' }));
  const old = await started(startPeer('old', { DATABASE_URL: url, SLOT_MS: String(world.slotMs) }));
  const prometheus = await started(startPrometheus(world, say, { ranks: true })).catch(withoutPrometheus);
  const { rounds, seconds, minutes } = how;
  if (only.includes('reads')) {
    add(await readRows({ world, product, next, old, prometheus, rounds, seconds }, say));
  }
  await prometheus?.stop();
  if (only.includes('tenth')) {
    say(`${minutes} min on a tenth of a core`);
    add([await tenthRow(world, product, minutes)]);
  }
  await stopAll();
}

/** The cycle against Prometheus' rules, on a database of its own for each shape of 10,000 series. */
async function addCycleRows(add: (rows: Row[]) => void, rounds: number): Promise<void> {
  for (const { aim, ...shape } of SHAPES) {
    const database = await temporaryDatabase();
    stops.push(database.remove);
    const world = await fillWorld(database.pool, shape, say);
    const prometheus = await startPrometheus(world, say, { ranks: false }).catch(withoutPrometheus);
    if (prometheus !== null) stops.push(prometheus.stop);
    add([await ruleRow(world, prometheus, rounds, aim)]);
    await stopAll();
  }
}

function withoutPrometheus(error: unknown): null {
  say(`no Prometheus: ${error instanceof Error ? error.message : error}`);
  return null;
}

function urlOf({ pool }: TemporaryDatabase): string {
  return pool.options.connectionString ?? '';
}

async function stopAll(): Promise<void> {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop().catch(() => undefined);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stopAll().then(() => process.exit(130)));
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(async () => {
    await stopAll();
    process.exit();
  });
