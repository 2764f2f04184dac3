import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { surviveClosedOutput } from '@/server/closed-output';
import { judgeImports } from './check-imports/judge-imports';
import { readImports } from './check-imports/read-imports';

/** `npm run check:imports`: the walls between rooms, cycles, and files that nothing imports. Ends with 1 at the first fault. */
function main(): number {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', args, { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && existsSync(path));
  const faults = judgeImports(readImports(new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))));
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

surviveClosedOutput();
process.exitCode = main();
