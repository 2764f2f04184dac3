import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withFolderLock } from '@/lib/platform/folder-lock';

// A process of its own, of which several run at once: writes twice into the log while it has the lock, or is killed in it.
const [, , lock = '', log = '', how = ''] = process.argv;
await withFolderLock(lock, async () => {
  appendFileSync(log, `in ${process.pid}\n`);
  await sleep(how === 'hang' ? 60_000 : 100);
  appendFileSync(log, `out ${process.pid}\n`);
});
