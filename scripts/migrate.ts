import { surviveClosedOutput } from '@/server/closed-output';
import { migrateOnce, openDatabase } from '@/server/database';
import { failureText } from '@/server/failure-text';
import { StartError } from '@/server/say';
import { readSettings } from '@/server/settings';

/** `npm run migrate`: applies what is new in prisma/migrations to the database of the settings. */
async function main(): Promise<void> {
  const database = await openDatabase(readSettings());
  try {
    const missing = await migrateOnce(database.url);
    if (missing !== null) throw new StartError(missing);
  } finally {
    await database.stop();
  }
}

surviveClosedOutput();
main().catch((error: unknown) => {
  console.error(failureText(error));
  process.exit(1);
});
