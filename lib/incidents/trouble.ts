import { isDatabaseUnavailable } from '@/lib/platform/database';
import { SettingError } from '@/lib/platform/env';
import { LateError } from '@/lib/platform/within';

/** Something that keeps a page from its data, in words, with what to do. */
export interface Trouble {
  title: string;
  advice: string;
}

/** What an error means to the reader, where it is not a fault of the program. Throws any other. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof SettingError) return { title: 'A setting cannot be used', advice: error.message };
  if (!isDatabaseUnavailable(error) && !(error instanceof LateError)) throw error;
  return {
    title: 'The database does not answer',
    advice:
      'Nothing is lost; the figures come back with it, and this page shows them then. ' +
      'If it stays away, check that Postgres runs and that DATABASE_URL names it.',
  };
}
