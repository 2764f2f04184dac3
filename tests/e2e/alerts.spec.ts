import AxeBuilder from '@axe-core/playwright';
import { CASES } from '@/tests/support/seed/markets';
import { expect, test } from './support/test';
import { away, empty, seeded } from './support/worlds';

test('what is unusual is on the front page, a coin a row, and leads to all of it', async ({ page }) => {
  await page.goto(seeded());
  const block = page.getByRole('region', { name: 'Unusual now' });
  const row = block.getByRole('group').first();
  await expect(row).toContainText(/PEPE\s*price and \d more\s*3\.\d\d×\s*on Gate/);
  await row.locator('summary').click();
  await expect(row.getByRole('link', { name: 'PEPE-USDT on Gate' }).first()).toBeVisible();
  await block.getByRole('link', { name: /^All \d+ open alerts$/ }).click();
  await expect(page).toHaveURL(/\/alerts\?state=open$/);
  await expect(page).toHaveTitle(/^Alerts/);
});

test('the header tells how many are open', async ({ page, request }) => {
  const { alerts } = await (await request.get(`${seeded()}/api/alerts?state=open`)).json();
  await page.goto(`${seeded()}/sources`);
  await page.getByRole('link', { name: `Alerts ${alerts.length} open` }).click();
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(alerts.length);
});

test('filters are in the address, and Back takes them back', async ({ page }) => {
  await page.goto(`${seeded()}/alerts`);
  await page.getByLabel('Metric').selectOption('price');
  await page.getByLabel('Coin').fill('pepe');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/metric=price/);
  await expect(page).toHaveURL(/base=pepe/);
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(/\/alerts$/);
  await expect(page.getByLabel('Coin')).toHaveValue('');
  await page.goto(`${seeded()}/alerts?base=BTC`);
  await expect(page.getByText('No alert fits these filters')).toBeVisible();
  await page.goto(`${seeded()}/alerts?metric=prise`);
  await expect(page.getByText('Did you mean price?')).toBeVisible();
});

test('an alert leads to its moment in the graph', async ({ page }) => {
  await page.goto(`${seeded()}/alerts?metric=price`);
  await page
    .getByRole('link', { name: /min ago$/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/markets/${CASES.jump}\\?metric=price&from=.+&to=.+`));
});

test('says what is missing before the first collection, and without a database', async ({ page }) => {
  await page.goto(`${empty()}/alerts`);
  await expect(page.getByText('Nothing was collected yet')).toBeVisible();
  await page.goto(`${away()}/alerts`);
  await expect(page.getByText('The database does not answer')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('all of it is there', async ({ page }) => {
    await page.goto(seeded());
    const row = page.getByRole('region', { name: 'Unusual now' }).getByRole('group').first();
    await row.locator('summary').click();
    await expect(row.getByRole('link', { name: 'PEPE-USDT on Gate' }).first()).toBeVisible();
    await page.goto(`${seeded()}/alerts`);
    await page.getByLabel('Metric').selectOption('price');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(1);
  });
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing on the alerts, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const path of ['/alerts', '/alerts?base=BTC']) {
        await page.goto(seeded() + path);
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scroll).toBe(width);
      }
    });
  }
}
