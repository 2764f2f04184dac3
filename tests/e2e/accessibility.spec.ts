import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CASES } from '@/tests/support/seed/markets';
import { openSearch, searchField } from './support/search';
import { expect, test } from './support/test';
import { away, broken, deaf, empty, mailboxLink, old, seeded } from './support/worlds';

const PAGES: Record<string, () => string> = {
  alerts: () => `${seeded()}/alerts`,
  'api docs': () => `${seeded()}/api-docs`,
  front: seeded,
  mailbox: () => mailboxLink('seeded'),
  market: () => `${seeded()}/markets/${CASES.refused}`,
  sources: () => `${seeded()}/sources`,
};
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The same pages where they have something else to say. */
const STATES: Record<string, () => string> = {
  'a page that is not there': () => `${seeded()}/nowhere`,
  'a market that is not there': () => `${seeded()}/markets/kraken:BTC-USDX`,
  'a young market': () => `${seeded()}/markets/${CASES.young}`,
  'a ranking in which nothing fits': () => `${seeded()}/?q=zzzz`,
  'the first minute': empty,
  'no source': deaf,
  'no database': away,
  'old figures': old,
  'a fault': broken,
  'the closed mailbox': () => `${seeded()}/mailbox`,
};

async function violationsOn(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

for (const [state, url] of Object.entries(STATES)) {
  test(`axe finds nothing on ${state}`, async ({ page, allow }) => {
    if (state === 'a fault') allow(/500|error/i);
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(url());
      await expect(page.getByRole('main')).toBeVisible();
      expect(await violationsOn(page)).toEqual([]);
    }
  });
}

test('axe finds nothing on the open search', async ({ page }) => {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.goto(seeded());
    await openSearch(page);
    await searchField(page).fill('btc');
    const first = page.getByRole('dialog').getByRole('option').first();
    await expect(first).toHaveAttribute('aria-selected', 'true');
    expect(await violationsOn(page)).toEqual([]);
  }
});

/** On a phone by its reader, else by a rule that axe does not know. */
async function unfold(page: Page): Promise<void> {
  for (const fold of await page.locator('details.fold').all()) {
    await fold.evaluate((element: HTMLDetailsElement) => element.setAttribute('open', ''));
  }
}

for (const [name, url] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      test(`axe finds nothing on ${name}, ${colorScheme}, ${width} px`, async ({ page }) => {
        // Axe looks at each of its thousands of elements: 20 s on two cores.
        test.slow(name === 'api docs');
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.goto(url());
        await unfold(page);
        expect(await violationsOn(page)).toEqual([]);
      });
    }
  }

  test(`${name} does not scroll sideways at 320 px`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(url());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test(`${name} begins with a way past the header`, async ({ page }) => {
    await page.goto(url());
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });
}
