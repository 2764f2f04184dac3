import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { seeded } from '@/tests/e2e/support/worlds';
import { pages } from './pages';

const FOLDER = 'screenshots';
const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'] as const;

/** What is done before a picture is taken, on the front page. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  search: async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search markets and metrics' }).fill('btc');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  offline: async (page) => {
    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
  },
};

for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    test(`${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const take = (name: string, fullPage: boolean) =>
        page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage });
      for (const [name, url] of Object.entries(pages())) {
        await page.goto(url);
        await page.waitForLoadState('networkidle');
        await take(name, name !== 'api-docs');
      }
      for (const [name, enter] of Object.entries(STATES)) {
        await page.goto(seeded());
        await page.waitForLoadState('networkidle');
        await enter(page);
        await take(name, false);
      }
    });
  }
}
