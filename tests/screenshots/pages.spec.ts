import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { openSearch, searchField } from '@/tests/e2e/support/search';
import { seeded } from '@/tests/e2e/support/worlds';
import { pages } from './pages';

const FOLDER = 'screenshots';
/** In which a graph takes the place of its first picture, and sparks are fetched. */
const SETTLE_MS = 1_000;
const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'] as const;

/** What is done before a picture is taken, on the front page. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  search: async (page) => {
    await openSearch(page);
    await searchField(page).fill('btc');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  offline: async (page) => {
    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
  },
};

/** A page never ceases to ask for news, so its own signs tell when it is whole. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(SETTLE_MS);
}

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    test(`${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const take = (name: string, fullPage: boolean) =>
        page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage });
      for (const [name, url] of Object.entries(pages())) {
        await visit(page, url);
        await take(name, name !== 'api-docs');
      }
      for (const [name, enter] of Object.entries(STATES)) {
        await visit(page, seeded());
        await enter(page);
        await take(name, false);
      }
    });
  }
}
