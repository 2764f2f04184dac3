import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that hold the rules and the window's arithmetic, alone: they run once for each mutant. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['tests/unit/quality/**/*.test.ts', 'tests/unit/series/{window,advance}.test.ts'],
  },
});
