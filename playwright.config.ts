import { defineConfig, devices } from '@playwright/test';

// A shifted clock (`npm run test:clocks`) makes Chromium hang: its pages are shifted one by one instead.
const { LD_PRELOAD: _, ...browserEnvironment } = process.env;

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/set-up.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine fails by chance now and then. What needed its second try is named at the end of the run.
  retries: 1,
  timeout: 30_000,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // What a machine's own zone is must not decide a test.
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.BROWSER_PATH,
      env: Object.fromEntries(
        Object.entries(browserEnvironment).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
});
