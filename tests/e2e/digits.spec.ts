import { CASES } from '@/tests/support/seed/markets';
import { moved, watchMoves } from './support/moved';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

for (const { locale, group } of [
  { locale: 'de-DE', group: '\\.' },
  { locale: 'fr-FR', group: '\u202f' },
]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test('figures have the signs of the place: in the ranking', async ({ page }) => {
      await page.goto(seeded());
      const latest = page.locator('tr[data-place="0"] data').nth(1);
      await expect(latest).toHaveText(/^0,0\d+$/);
      await expect(latest).toHaveAttribute('value', /^0\.0\d+$/);
      await expect(latest).toHaveAttribute('title', /^0,0\d+$/);
    });

    test('on the page of a market: in its figures, its graph and what is read there', async ({ page }) => {
      await watchMoves(page);
      await page.goto(`${seeded()}/markets/${CASES.usual}`);
      const price = `6\\d${group}\\d{3},\\d\\d`;
      const latest = page.getByRole('definition').first();
      await expect(latest).toHaveText(new RegExp(`^${price}$`));
      const label = page.locator('svg.chart:visible .chart-axes text').first();
      await expect(label).toHaveText(new RegExp(`^6\\d${group}\\d{3}$`));
      await page.getByRole('slider', { name: 'Value at a time' }).focus();
      const said = new RegExp(`, 6\\d${group}\\d{3},\\d+ USD, 1,00× the mean$`);
      await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', said);
      expect(await moved(page)).toBeLessThan(0.05);
    });
  });
}

test('a browser of English figures leaves those of the server as they are', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}`);
  await expect(page.getByRole('definition').first()).toHaveText(/^6\d,\d{3}\.\d\d$/);
});
