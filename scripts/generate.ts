/**
 * Generates the database client if it is missing or older than its schema. Loaded before each script that needs it
 * (`node --import`), since an import that is not there cannot be caught from within.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { withFolderLock } from '@/lib/platform/folder-lock';
import { currentUser } from '@/lib/platform/system-fault';
import { START_LOCK } from '@/server/start-lock';

const FOLDER = 'lib/platform/database/generated';
const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const isStale = () => changedAt(`${FOLDER}/client.ts`) < changedAt('prisma/schema.prisma');

if (isStale()) {
  if (!isWritable(changedAt(FOLDER) === 0 ? 'lib/platform/database' : FOLDER)) {
    end(
      `${FOLDER} has to be generated, and ${currentUser()} may not write it: run npm run generate as the user who installed this`,
    );
  }
  await withFolderLock(START_LOCK, async () => {
    if (isStale()) generate();
  });
}

function generate(): void {
  try {
    execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      // Without the loaders of this process: the program has none to share.
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: 'pipe',
    });
  } catch (error) {
    const wrote = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    end(`prisma generate failed: ${wrote.trim().replace(/\s*\n\s*/g, ' | ')}`);
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function end(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
