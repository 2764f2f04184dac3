import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openApiDocument } from '@/lib/http/openapi/document';

const manifest = z.record(z.string(), z.string());

/** What stands in the place of a part that has a name of its own. */
const PARTS: Readonly<Record<string, string>> = {
  '[dimension]': 'kraken:BTC-USD',
  '[id]': '1',
  '[page]': '0.xml',
  '[[...unknown]]': 'nothing-of-ours',
};

/** Names and pages that there are not, however they are written. */
const NONE = [
  '/markets/kraken:NO-SUCH',
  '/markets/%20',
  '/markets/%00',
  '/markets/%F0%9F%92%A9',
  `/markets/${'x'.repeat(2_500)}`,
  '/no-such-page',
  '/_next/static/none.js',
];

/** The path of each route of the API, as its document has them. */
export const API_PATHS = Object.keys(openApiDocument('http://localhost').paths ?? {}).map(
  (path) => `/api${path}`,
);

/** The path of each page and each made file of the built app, and some that are none. */
export function pagePaths(): string[] {
  const built = manifest.parse(JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')));
  const paths = Object.values(built)
    .filter((path) => !path.startsWith('/api/') && !path.startsWith('/_'))
    .map((path) => path.replace(/\[[^/]*\]+/g, (part) => PARTS[part] ?? 'x'));
  return [...paths, ...NONE];
}
