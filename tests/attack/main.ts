/**
 * `npm run test:attack [-- PART_OF_A_NAME ...]`: every attack against the production build, beside 20 readers a second.
 * Prints what each did; ends with code 1 where a reader waited more than a second, memory did not come back, a slot was
 * lost, or the process ended.
 */
import { parseArgs } from 'node:util';
import { buildIfStale } from '@/server/build';
import type { Attack } from './attack';
import { ATTACKS } from './attacks';
import { type Outcome, runAttack } from './run-attack';
import { openStage, type Stage } from './stage';
import { row, TITLE } from './table';

const MARKETS = 1500;
const MAX_WAIT_MS = 1000;

/** Nothing happens: how long readers wait on this machine anyway. */
const CONTROL: Attack = { name: 'nobody attacks (control)', watchSeconds: 10, run: async () => [] };

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const chosen = ATTACKS.filter(
    ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
  );
  await buildIfStale(new AbortController().signal);
  let stage: Stage | null = null;
  let failed = 0;
  console.log(TITLE);
  try {
    for (const attack of [CONTROL, ...chosen]) {
      if (stage !== null && stage.maxFiles !== attack.maxFiles) {
        await stage.close();
        stage = null;
      }
      stage ??= await openStage({ markets: MARKETS, maxFiles: attack.maxFiles });
      const outcome = await runAttack(stage, attack);
      const faults = [...outcome.faults, ...lateFaults(outcome)];
      if (faults.length > 0) failed += 1;
      console.log(row(outcome, faults.length === 0));
      for (const fault of faults) console.log(`    ! ${fault}`);
      // What has ended or grown would spoil the next figures.
      if (outcome.faults.length > 0) {
        await stage.close();
        stage = null;
      }
    }
  } finally {
    await stage?.close();
  }
  console.log(`${chosen.length} attacks, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function lateFaults({ longestMs, longestPath, lostSlots }: Outcome): string[] {
  return [
    ...(longestMs > MAX_WAIT_MS ? [`a reader of ${longestPath} waited ${Math.round(longestMs)} ms`] : []),
    ...(lostSlots > 0 ? [`${lostSlots} slots were lost`] : []),
  ];
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
