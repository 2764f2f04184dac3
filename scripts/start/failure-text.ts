import { MigrationError } from '@/lib/db/migrate';
import { SettingError, secretsIn } from '@/lib/env';
import { redactSecrets, redactTokens } from '@/lib/redact';
import { reasonOf, StartError } from './say';

/**
 * What to print of an error that ends a script: the message alone of one that a person can act on (those of `more`
 * too), else its stack; never the properties that libraries attach, and none of our secrets.
 */
export function failureText(error: unknown, more: readonly (new (...args: never[]) => Error)[] = []): string {
  const isPlain = [SettingError, StartError, MigrationError, ...more].some((kind) => error instanceof kind);
  const text = error instanceof Error && !isPlain ? (error.stack ?? error.message) : reasonOf(error);
  return redactTokens(redactSecrets(text, secretsIn()));
}
