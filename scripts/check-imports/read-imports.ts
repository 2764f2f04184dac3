import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** The files that a file imports or exports from, types too. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** Reads the imports among these files: path from the root to source. What is not among them is left out. */
export function readImports(files: ReadonlyMap<string, string>): Imports {
  const resolve = (from: string, wanted: string): string | undefined => {
    const path = wanted.startsWith('@/') ? wanted.slice(2) : join(dirname(from), wanted);
    const endings = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'];
    return endings.map((ending) => `${path}${ending}`).find((candidate) => files.has(candidate));
  };
  const importsOf = (file: string, source: string): string[] => {
    const wanted = wantedBy(file, source).filter((each) => each.startsWith('@/') || each.startsWith('.'));
    const found = wanted.map((each) => resolve(file, each)).filter((path) => path !== undefined);
    return [...new Set(found)];
  };
  return new Map([...files].map(([file, source]) => [file, importsOf(file, source)]));
}

function wantedBy(file: string, source: string): string[] {
  const { module, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value ?? ''),
    ),
    // With its quotes; one that is computed names no file.
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start + 1, end - 1)),
  ];
}
