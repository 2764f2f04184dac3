import { parseArgs } from 'node:util';
import { StartError } from '@/server/say';

export interface DemoOptions {
  /** Path of the scenario. */
  scenario: string;
  seed: number;
  /** Goes on with the data of the last run. */
  keep: boolean;
}

const SAY = 'write npm run demo -- [--scenario FILE] [--seed NUMBER] [--keep]';
const DEFAULT_SCENARIO = 'scenarios/default.txt';

/** The command line's options. Throws StartError: one line that says what to write. */
export function readOptions(args: string[]): DemoOptions {
  const { scenario = DEFAULT_SCENARIO, seed = '1', keep = false } = parsed(args);
  if (!/^\d{1,9}$/.test(seed)) {
    throw new StartError(`--seed "${seed}": write a whole number from 0 to 999999999, such as --seed 7`);
  }
  return { scenario, seed: Number(seed), keep };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { scenario: { type: 'string' }, seed: { type: 'string' }, keep: { type: 'boolean' } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new StartError(`${reason}: ${SAY}`);
  }
}
