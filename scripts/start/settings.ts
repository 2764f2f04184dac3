import { existsSync } from 'node:fs';
import { type Env, parseEnv, SettingError } from '@/lib/env';

/**
 * The settings, after `.env.local` and `.env` have added those that the environment does not have.
 * Throws SettingError, also for a source that the exchange library does not know.
 */
export function readSettings(): Env {
  for (const file of ['.env.local', '.env']) loadEnvFile(file);
  const env = parseEnv(process.env);
  // By the names of its files: to load all of the library takes a second and 88 MB.
  const unknown = env.sources.filter((id) => !existsSync(`node_modules/ccxt/js/src/${id}.js`));
  if (unknown.length > 0) {
    throw new SettingError(
      `SOURCES names ${unknown.join(', ')}: write ids of https://docs.ccxt.com, such as kraken`,
    );
  }
  return env;
}

function loadEnvFile(file: string): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
