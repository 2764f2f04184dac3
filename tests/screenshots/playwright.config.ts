import { defineConfig } from '@playwright/test';
import e2e from '@/playwright.config';

/** `npm run screenshots`: the same browser and servers as the tests, and pictures in place of expectations. */
export default defineConfig(e2e, {
  testDir: '.',
  globalSetup: '../e2e/set-up.ts',
  outputDir: '../../test-results/screenshots',
  use: { trace: 'off' },
});
