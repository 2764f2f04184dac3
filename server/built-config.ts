import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const built = z.object({ config: z.record(z.string(), z.unknown()) });

/**
 * Gives Next its settings as they were built, which is what it does itself for a standalone server. Else it compiles
 * `next.config.ts` anew at each start, and keeps the compiler that it loads for that: 24 MB.
 */
export async function giveBuiltConfig(): Promise<void> {
  const { config } = built.parse(JSON.parse(await readFile('.next/required-server-files.json', 'utf8')));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
