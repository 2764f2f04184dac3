import { DataDirError } from '@/lib/platform/data-dir';
import { MigrationError } from '@/lib/platform/database/migrate';
import { SettingError, secretsIn } from '@/lib/platform/env';
import { redactSecrets, redactTokens } from '@/lib/platform/redact';
import { currentUser, systemFault } from '@/lib/platform/system-fault';
import { EmbeddedError } from '@/server/postgres';
import { reasonOf, StartError } from './say';

/**
 * What to print of an error that ends a script: the message alone of one that a person can act on (those of `more`
 * too), else its stack; never the properties that libraries attach, and none of our secrets.
 */
export function failureText(error: unknown, more: readonly (new (...args: never[]) => Error)[] = []): string {
  return redactTokens(redactSecrets(textOf(error, [...PLAIN, ...more]), secretsIn()));
}

const PLAIN = [SettingError, StartError, MigrationError, DataDirError, EmbeddedError];

function textOf(error: unknown, plain: readonly (new (...args: never[]) => Error)[]): string {
  if (!(error instanceof Error) || plain.some((kind) => error instanceof kind)) return reasonOf(error);
  // What the system refuses says what and where; a stack adds nothing for who has to allow it.
  const fault = systemFault(error);
  return fault === null ? (error.stack ?? error.message) : `${fault} (${error.message}), as ${currentUser()}`;
}
