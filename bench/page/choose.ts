import type { Browser, Page } from '@playwright/test';

/** Whatever begins by itself has ended by then. */
const SETTLED_MS = 2_000;

type Choose = (page: Page) => Promise<unknown>;

const CHOICES: Record<string, Choose> = {
  'sort by ratio': (page) => page.getByRole('button', { name: 'ratio' }).click(),
  'the other way round': (page) => page.getByRole('button', { name: 'ratio' }).click(),
  'another metric': (page) => page.getByLabel('Metric').selectOption('volume'),
  'one exchange': (page) => page.getByLabel('Exchange').selectOption('kraken'),
  'one quote': (page) => page.getByLabel('Quote').selectOption('USDT'),
  Back: (page) => page.goBack(),
};

/** How long the main thread works for a choice, from the event until its rows are there and drawn. */
export async function chooses(browser: Browser, origin: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  // Of the thread's own time: what else runs on the machine does not count.
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    const millisecondsOf = (name: string) =>
      1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
    return { task: millisecondsOf('TaskDuration'), script: millisecondsOf('ScriptDuration') };
  };
  await page.goto(origin);
  await page.locator('tr[data-place] svg[role="img"]').first().waitFor();
  await page.waitForTimeout(SETTLED_MS);
  console.log('main-thread work of a choice (of it scripts), its lines of the last day included:');
  for (const [name, choose] of Object.entries(CHOICES)) {
    const before = await worked();
    await choose(page);
    await page.waitForFunction(() => document.querySelector('section[aria-busy="false"]') !== null);
    await page.waitForTimeout(SETTLED_MS);
    const after = await worked();
    console.log(
      `  ${(after.task - before.task).toFixed(0)} ms (${(after.script - before.script).toFixed(0)} ms)  ${name}`,
    );
  }
  await context.close();
}
