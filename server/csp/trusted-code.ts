import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What may run inline in our pages beside data: code that was built, and so comes from no input. */
export interface TrustedCode {
  /** React's own, by which a streamed block takes its place. */
  react: readonly string[];
  /** True if this function's text is part of the build. */
  isBuilt(functionText: string): boolean;
}

const REACT = 'next/dist/compiled/react-dom/cjs/react-dom-server.node.production.js';
/** In React's file each of them is a string of its own. */
const INSTRUCTION = /(['"])((?:\$R[A-Z]=|requestAnimationFrame\(function).*?)\1\s*\)/g;

/** Read from the files that this server runs: a new version of any of them needs no change here. */
export function trustedCode(buildFolder = '.next'): TrustedCode {
  const source = readFileSync(createRequire(join(process.cwd(), 'package.json')).resolve(REACT), 'utf8');
  const react = Array.from(source.matchAll(INSTRUCTION), ([, , text = '']) =>
    unescaped(text).replace(/\$R[A-Z]\("$/, ''),
  );
  const known = new Map<string, boolean>();
  return {
    react: react.sort((a, b) => b.length - a.length),
    isBuilt(text) {
      const answer = known.get(text) ?? isInBuild(buildFolder, text);
      // Texts that are not ours could be anybody's: they are not kept.
      if (answer) known.set(text, answer);
      return answer;
    },
  };
}

/** What a string's source means: React's have line breaks, quotes and backslashes escaped, and nothing else. */
function unescaped(source: string): string {
  return source.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

function isInBuild(folder: string, text: string): boolean {
  const chunks = join(folder, 'server', 'chunks');
  return readdirSync(chunks, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .some((file) => readFileSync(join(chunks, file), 'utf8').includes(text));
}
