/**
 * Generates the database client if it is missing or older than its schema. Loaded before each script that needs it
 * (`node --import`), since an import that is not there cannot be caught from within.
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changedAt('lib/db/generated/client.ts') < changedAt('prisma/schema.prisma')) {
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    // Without the loaders of this process: the program has none to share.
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'pipe',
  });
}
