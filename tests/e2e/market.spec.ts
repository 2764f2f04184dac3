import { CASES } from '@/tests/support/seed/markets';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

test('leads from the ranking to the graph of a market', async ({ page }) => {
  await page.goto(`${seeded()}/?q=${encodeURIComponent('kraken btc-usd')}`);
  await page.getByRole('link', { name: 'BTC-USD Kraken' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'BTC-USD Kraken' })).toBeVisible();
  await expect(page).toHaveTitle(/^BTC-USD on Kraken/);
  await expect(
    page.getByRole('img', { name: /Price of BTC-USD on Kraken.*mean .*standard deviation/ }),
  ).toBeVisible();
  await expect(page.getByText(/^\d+ of 133$/)).toHaveCount(2);
});

test('shows the graph as a table', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}`);
  await page.getByText('Show as table').click();
  const table = page.getByRole('table', { name: /Price of the last 24 hours in USD/ });
  await expect(table.locator('tbody tr')).toHaveCount(289);
  await expect(table.locator('tbody th').first()).toHaveText(/^\d+ \w+ 2\d\d\d, \d\d:\d\d:\d\d UTC$/);
});

test('changes the metric by its tabs', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}`);
  await page.getByRole('link', { name: /^Turnover/ }).click();
  await expect(page).toHaveURL(/metric=quote_volume/);
  await expect(page.getByRole('heading', { name: 'Turnover, 24 h in USD' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Turnover/ })).toHaveAttribute('aria-current', 'page');
});

test('breaks the line at a gap', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.gap}`);
  await expect(page.locator('svg.chart:visible path')).toHaveCount(2);
});

test('marks values that are not believed, and says of a market what is wrong', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.refused}`);
  await expect(page.locator('svg.chart:visible circle title')).toHaveCount(4);
  await expect(page.getByText('not believed', { exact: true })).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.pending}`);
  await expect(page.getByText('unconfirmed')).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.alone}`);
  await expect(page.getByText('one venue only')).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.stale}`);
  await expect(page.getByText(/^stale, /)).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.young}`);
  await expect(page.getByText('A baseline needs 12 observations before the latest; 5 so far.')).toBeVisible();
});

test('links to the data of its graph', async ({ page, request }) => {
  await page.goto(`${seeded()}/markets/${encodeURIComponent('gate:A/B-USDT')}`);
  await expect(page.getByRole('heading', { level: 1, name: 'A/B-USDT Gate' })).toBeVisible();
  const href = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
  const report = await (await request.get(`${seeded()}${href}`)).json();
  expect(report).toMatchObject({ dimension: 'gate:A/B-USDT', metric: 'price' });
  await expect(page.locator('code')).toContainText(`curl -s '${seeded()}${href}'`);
});

test('of a market that nobody lists says so, with status 404 and the nearest names', async ({ page }) => {
  const answer = await page.goto(`${seeded()}/markets/kraken:BTC-USDX`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'No such market' })).toBeVisible();
  await page.getByRole('link', { name: 'kraken:BTC-USD', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'BTC-USD Kraken' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('graph and table are there', async ({ page }) => {
    await page.goto(`${seeded()}/markets/${CASES.usual}`);
    await expect(page.locator('svg.chart:visible path')).toHaveCount(1);
    await page.getByText('Show as table').click();
    await expect(page.getByRole('table', { name: /Price of the last 24 hours/ })).toBeVisible();
  });
});
