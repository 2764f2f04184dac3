import { existsSync, readFileSync } from 'node:fs';
import { refusalOf } from '@/lib/collect/exchanges/refused-exchanges';
import { type Env, parseEnv, SettingError } from '@/lib/platform/env';
import { settings } from '@/lib/platform/settings';
import { readEnvFile } from './env-file';
import { misspelled } from './misspelled';
import { reasonOf } from './say';

/**
 * The settings, after `.env.local` and `.env` have added those that the environment does not have. Names that look
 * misspelled are reported on standard error, which is never the output of a script.
 * Throws SettingError, also for an exchange that the library does not know or that cannot be collected.
 */
export function readSettings(): Env {
  const given = Object.keys(process.env);
  const inFiles: Record<string, string[]> = {};
  for (const file of ['.env.local', '.env']) inFiles[file] = loadEnvFile(file);
  for (const line of misspelled(given, inFiles, Object.keys(settings.shape)))
    process.stderr.write(`${line}\n`);
  const env = parseEnv(process.env);
  // By the names of its files: to load all of the library takes a second and 88 MB.
  const unknown = env.sources.filter((id) => !existsSync(`node_modules/ccxt/js/src/${id}.js`));
  if (unknown.length > 0) {
    throw new SettingError(
      `SOURCES names ${unknown.join(', ')}: write ids of https://docs.ccxt.com, such as kraken`,
    );
  }
  const refusals = env.sources.map(refusalOf).filter((refusal) => refusal !== null);
  if (refusals.length > 0) throw new SettingError(`SOURCES: ${refusals.join('. ')}`);
  return env;
}

/** Adds what the file sets to the environment, and returns the names in it. */
function loadEnvFile(file: string): string[] {
  const bytes = readIfThere(file);
  if (bytes === null) return [];
  const { values, faults } = readEnvFile(file, bytes);
  if (faults.length > 0) throw new SettingError(faults.join('\n'));
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return Object.keys(values);
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new SettingError(
      `${file} cannot be read (${reasonOf(error)}): let this user read it, or remove it`,
    );
  }
}
