import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

const READS =
  /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bclock_timestamp\(\)|\bnow\(\)::|\bcurrent_timestamp\b/;
const FREEZES = /useFakeTimers\(|setSystemTime\(|\bfrozenClock\(|page\.clock\.|clock: \(\) => [A-Z_]+\b/;
const IMPORT = /from '((?:@\/tests\/|\.\.?\/)[^']+)'/g;

export interface ClockReader {
  /** `tests/e2e/graph.spec.ts` */
  file: string;
  /** The files in which it reads a clock: itself, or what it imports of `tests/`. */
  where: string[];
  /** It freezes a clock somewhere, so that it reads a frozen one. */
  freezes: boolean;
}

/** Every test file that reads a clock by itself or through what it imports of `tests/`, by name. */
export function clockReaders(): ClockReader[] {
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' }).map((file) =>
    join('tests', file),
  );
  return files
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
    .sort()
    .flatMap((file) => {
      const all = [...imported(file)];
      // What Playwright's set-up does is done for all of its specs.
      if (file.startsWith('tests/e2e/')) all.push(...imported('tests/e2e/set-up.ts'));
      const where = [...new Set(all)].filter((each) => READS.test(codeOf(each))).sort();
      const freezes = all.some((each) => FREEZES.test(codeOf(each)));
      return where.length === 0 ? [] : [{ file, where, freezes }];
    });
}

/** A file and what it imports of `tests/`, again and again. */
function imported(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path = ''] of textOf(file).matchAll(IMPORT)) {
    const bare = path.startsWith('@/') ? path.slice(2) : normalize(join(file, '..', path));
    const found = [`${bare}.ts`, `${bare}.tsx`, `${bare}.mjs`, `${bare}/index.ts`].find(
      (each) => textOf(each) !== '',
    );
    if (found?.startsWith('tests/')) imported(found, seen);
  }
  return seen;
}

const texts = new Map<string, string>();

/** Empty where there is no such file. */
function textOf(file: string): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Not this ending.
  }
  texts.set(file, text);
  return text;
}

/** Without comments, which may speak of clocks. */
function codeOf(file: string): string {
  return textOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
