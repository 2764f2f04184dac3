import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The package exports only all of itself, so its modules are imported by their place. */
const MODULES = join(process.cwd(), 'node_modules/ccxt/js/src');

type Errors = Pick<
  typeof import('ccxt'),
  'BaseError' | 'DDoSProtection' | 'NetworkError' | 'OnMaintenance' | 'RateLimitExceeded'
>;

/** What the module of an exchange exports as its default; undefined where the library has no such exchange. */
export async function exchangeModule(exchange: string): Promise<unknown> {
  if (!/^[a-z0-9]+$/i.test(exchange) || !existsSync(fileOf(exchange))) return undefined;
  return (await load(exchange)).default;
}

/** The classes of what the exchange library throws. */
export function libraryErrors(): Promise<Errors> {
  return load('base/errors');
}

function load(path: string) {
  return import(/* turbopackIgnore: true */ /* @vite-ignore */ pathToFileURL(fileOf(path)).href);
}

function fileOf(path: string): string {
  return join(MODULES, `${path}.js`);
}
