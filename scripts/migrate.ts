import { SettingError } from '@/lib/env';
import { migrateOnce, openDatabase, redacted } from './start/database';
import { reasonOf, StartError } from './start/say';
import { readSettings } from './start/settings';

/** `npm run migrate`: applies what is new in prisma/migrations to the database of the settings. */
async function main(): Promise<void> {
  const database = await openDatabase(readSettings());
  try {
    const missing = await migrateOnce(database.url);
    if (missing !== null) throw new StartError(`cannot reach ${redacted(database.url)}: ${missing}`);
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingError ? error.message : reasonOf(error));
  process.exit(1);
});
