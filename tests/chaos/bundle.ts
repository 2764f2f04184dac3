import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** What an instance is started from, as JavaScript: to translate it anew took most of a round. */
export interface Bundle {
  instance: string;
  shifted: string;
  remove(): Promise<void>;
}

export async function bundleInstance(): Promise<Bundle> {
  // Where the packages are found.
  const folder = await mkdtemp(resolve('node_modules', '.chaos-'));
  await build({
    entryPoints: ['instance', 'shifted'].map((name) => `tests/chaos/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': resolve('.') },
    jsx: 'automatic',
    plugins: [
      {
        name: 'files of next',
        // Node wants the name of the file.
        setup: ({ onResolve }) =>
          onResolve({ filter: /^next\/\w+$/ }, ({ path }) => ({ path: `${path}.js`, external: true })),
      },
    ],
  });
  return {
    instance: join(folder, 'instance.mjs'),
    shifted: join(folder, 'shifted.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
