import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { pages, RESPONSIVE, states } from './pages';

const FOLDER = 'screenshots';
/** More of a long list shows nothing new. */
const MAX_PX = 2_400;

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 1280];
/** The smallest phone, a tablet, a large screen. */
const OTHER_WIDTHS = [320, 768, 1920];

/** Whole once nothing is being fetched: the next question for news comes seconds later. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
}

async function take(page: Page, name: string, isWhole = true): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  if (!isWhole) return void (await page.screenshot({ path }));
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, MAX_PX) };
  await page.screenshot({ path, fullPage: true, clip });
}

test.describe.configure({ timeout: 240_000 });

for (const colorScheme of SCHEMES) {
  for (const width of [...WIDTHS, ...OTHER_WIDTHS]) {
    test(`${colorScheme}, ${width} px`, async ({ page }) => {
      const isUsual = WIDTHS.includes(width);
      await page.setViewportSize({ width, height: width < 768 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const [name, url] of Object.entries(pages())) {
        if (!isUsual && !RESPONSIVE.includes(name)) continue;
        await visit(page, url);
        // The ranking draws the rows in sight alone.
        await take(page, `${name}-${width}-${colorScheme}`, !name.startsWith('front'));
      }
      if (!isUsual) return;
      for (const [name, { url, enter, isWhole }] of Object.entries(states())) {
        await visit(page, url);
        await enter(page);
        await take(page, `${name}-${width}-${colorScheme}`, isWhole);
      }
    });
  }
}
