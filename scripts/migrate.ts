import { surviveClosedOutput } from './start/closed-output';
import { migrateOnce, openDatabase } from './start/database';
import { failureText } from './start/failure-text';
import { StartError } from './start/say';
import { readSettings } from './start/settings';

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
