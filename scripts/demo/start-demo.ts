import { pool } from '@/lib/platform/database/pool';
import type { Endings } from '@/server/endings';
import type { Fail } from '@/server/run';
import { say } from '@/server/say';
import { start } from '@/server/start';
import { collectPast } from './collect-past';
import { DEMO_READER, enterReader } from './demo-reader';
import { emptyDatabase } from './empty-database';
import { type DemoExchanges, startDemoExchanges } from './exchanges';
import { SLOT_MS, spanBefore } from './history/span';
import { writeHistory } from './history/write-history';
import { readOptions } from './options';
import { progressBar } from './progress';
import { readRecordings } from './recordings';
import { readScenario } from './scenario';
import { demoSettings } from './settings';
import { createWorld, type World } from './world/world';

/** Its data are made anew at each start: they need less of a journal, and none of what is written in bulk. */
const DATABASE_SETTINGS = {
  synchronous_commit: 'off',
  max_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Brings up the demo: exchanges on loopback, a past, and the whole service on top. As `start` does otherwise. */
export async function startDemo(endings: Endings, fail: Fail): Promise<void> {
  const { scenario: file, seed, keep } = readOptions(process.argv.slice(2));
  const scenario = await readScenario(file);
  const recordings = await readRecordings();
  const worldFrom = (startMs: number) => createWorld({ seed, scenario, startMs, recordings });
  // Until all is ready nothing has begun: the world is calm.
  const calm = worldFrom(Number.POSITIVE_INFINITY);
  let clock: () => number = Date.now;
  const exchanges = await startDemoExchanges(calm, () => clock());
  endings.add(exchanges.close);
  Object.assign(process.env, demoSettings(exchanges.sourceUrls, process.env));

  const fill = async () => {
    await writePast(calm, exchanges, endings.signal, (nowMs) => {
      clock = () => nowMs;
    });
    clock = Date.now;
    await enterReader(pool(), Date.now());
  };
  const anew = keep ? {} : { clear: emptyDatabase, fill };
  await start(endings, fail, { ...anew, databaseSettings: DATABASE_SETTINGS });
  exchanges.show(worldFrom(Date.now()));
  say(`demo: alerts are emailed to ${DEMO_READER}; open the mailbox by the link above`);
  say(`demo: a recorded market, not live; ${file} begins now, seed ${seed}`);
}

/** Writes the past up to now; the last slots by collections as they would have been. */
async function writePast(
  calm: World,
  exchanges: DemoExchanges,
  signal: AbortSignal,
  setClock: (nowMs: number) => void,
): Promise<void> {
  const lastSlotMs = Math.floor(Date.now() / SLOT_MS) * SLOT_MS;
  const startedAt = performance.now();
  await writeHistory(pool(), calm, spanBefore(lastSlotMs), progressBar('history:'), signal);
  // While that was written, the next slot may have begun.
  for (let slotMs = lastSlotMs; slotMs <= Date.now(); slotMs += SLOT_MS) {
    signal.throwIfAborted();
    setClock(slotMs);
    await collectPast(pool(), exchanges.sourceUrls, slotMs);
  }
  say(`history: 90 days written in ${Math.round((performance.now() - startedAt) / 1000)} s`);
}
