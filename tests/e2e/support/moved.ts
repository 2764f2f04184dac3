import type { Page } from '@playwright/test';

/** Adds up from the next page on how much of what was on the screen moves (as CLS). */
export async function watchMoves(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved = Number(document.documentElement.dataset.moved ?? 0);
        document.documentElement.dataset.moved = String(moved + Number(Reflect.get(entry, 'value')));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** How much has moved until now. */
export function moved(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.documentElement.dataset.moved ?? 0));
}
