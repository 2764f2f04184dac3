import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });

/** What `npm start` gives to node. */
export function startArguments(): string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  return scripts.start.split(' ').slice(1);
}
