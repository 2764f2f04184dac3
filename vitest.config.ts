import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const alias = { '@': root.replace(/\/$/, '') };

export default defineConfig({
  resolve: { alias },
  test: {
    // Most tests wait for Postgres and for other processes: two at once keep two cores busy.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          exclude: ['tests/integration/built/**'],
          globalSetup: ['tests/support/global-setup.ts'],
          pool: 'forks',
          // Other processes on a busy machine are late by chance now and then: what needed it is named at the end.
          retry: 1,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: ['tests/integration/built/**/*.test.ts'],
          globalSetup: ['tests/support/built-setup.ts'],
          pool: 'forks',
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // After the others, one by one: each starts the whole app.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
