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

test('changes the metric by its tabs, and keeps the range', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}?range=7d`);
  await page.getByRole('link', { name: /^Turnover/ }).click();
  await expect(page).toHaveURL(/metric=quote_volume&range=7d/);
  await expect(page.getByRole('heading', { name: 'Turnover, 24 h in USD' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Turnover/ })).toHaveAttribute('aria-current', 'page');
});

test('says of a market what is wrong', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.refused}`);
  await expect(page.locator('svg.chart:visible circle title')).toHaveCount(4);
  await expect(page.getByText('not believed', { exact: true })).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.pending}`);
  await expect(page.getByText('unconfirmed')).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.alone}`);
  await expect(page.getByText('one venue only', { exact: true })).toBeVisible();
  await expect(page.getByText('nobody can confirm its values')).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.stale}`);
  await expect(page.getByText(/^stale, /)).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.young}`);
  await expect(page.getByText('A baseline needs 12 observations before the latest; 5 so far.')).toBeVisible();
});

test('ranks a market among all, and compares it with its peers', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}`);
  await expect(page.getByRole('img', { name: /Spread of deviation over 133 markets/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /Spread of σ\/mean over 133 markets/ })).toBeVisible();
  const peers = page.getByRole('table', { name: /Price of BTC on other venues/ });
  await expect(peers.getByRole('rowheader')).toHaveText([/Binance USDT/, /Gate USDT/, /OKX USDT/]);
  await expect(peers.getByRole('row', { name: /Gate/ })).toContainText(/[+-][\d.]+ %/);
});

test('links to the data of exactly what it shows', async ({ page, request }) => {
  await page.goto(`${seeded()}/markets/${encodeURIComponent('gate:A/B-USDT')}?metric=spread&range=7d`);
  await expect(page.getByRole('heading', { level: 1, name: 'A/B-USDT Gate' })).toBeVisible();
  const hrefOf = (name: string) => page.getByRole('link', { name, exact: true }).getAttribute('href');
  const json = await hrefOf('JSON');
  const report = await (await request.get(`${seeded()}${json}`)).json();
  expect(report).toMatchObject({ dimension: 'gate:A/B-USDT', metric: 'spread', graph: { range: '7d' } });
  await expect(page.locator('code')).toContainText(`curl -s '${seeded()}${json}'`);
  for (const [name, type] of [
    ['CSV', 'text/csv'],
    ['SVG', 'image/svg+xml'],
    ['PNG', 'image/png'],
  ] as const) {
    const answer = await request.get(`${seeded()}${await hrefOf(name)}`);
    expect(answer.headers()['content-type']).toContain(type);
  }
});

test('takes an address for this very series', async ({ page }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}?metric=volume`);
  const form = page.getByRole('region', { name: 'Notify me about this' });
  await expect(form.locator('input[name=metric]')).toHaveValue('volume');
  await expect(form.locator('input[name=dimension]')).toHaveValue(CASES.usual);
  await form.getByLabel('Times').fill('2.5');
  await form.getByLabel('E-mail address').fill('market-page@example.com');
  await form.getByRole('button', { name: 'Notify me' }).click();
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
  await page.goto(`${seeded()}/markets/${CASES.usual}?metric=change`);
  await expect(page.getByText('it has no ratio to be told of')).toBeVisible();
});

test('of a market that nobody lists says so, with status 404 and the nearest names', async ({ page }) => {
  const answer = await page.goto(`${seeded()}/markets/kraken:BTC-USDX`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'No such market' })).toBeVisible();
  await page.getByRole('link', { name: 'kraken:BTC-USD', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'BTC-USD Kraken' })).toBeVisible();
});

test('shows what it can of an address that means nothing', async ({ page }) => {
  await page.goto(
    `${seeded()}/markets/${CASES.usual}?metric=%00&range=9y&from=x&to=y&compare=${'a'.repeat(300)}&compare=nobody`,
  );
  await expect(page.getByRole('img', { name: /Price of BTC-USD on Kraken, last 24 hours/ })).toBeVisible();
  await expect(page.getByText('There is no market “nobody” to compare with.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('graph, table, ranges and comparison are there', async ({ page }) => {
    await page.goto(`${seeded()}/markets/${CASES.usual}`);
    await expect(page.locator('svg.chart:visible path.chart-line')).toHaveCount(1);
    await page.getByText('Show as table').click();
    await expect(page.getByRole('table', { name: /Price of the last 24 hours/ })).toBeVisible();
    await page.getByRole('link', { name: '7 d', exact: true }).click();
    await expect(page).toHaveURL(/range=7d/);
    await page.getByText('Custom range').click();
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/from=.*&to=/);
    await page.getByLabel('Compare with').fill('okx:BTC-USDT');
    await page.getByRole('button', { name: 'Add' }).click();
    await expect(page.locator('svg.chart:visible path.chart-line')).toHaveCount(2);
    await expect(page.getByRole('slider')).toBeHidden();
  });

  test('the line breaks at a gap, and what is not believed is marked', async ({ page }) => {
    await page.goto(`${seeded()}/markets/${CASES.gap}`);
    await expect(page.locator('svg.chart:visible path.chart-line')).toHaveCount(2);
    await page.goto(`${seeded()}/markets/${CASES.refused}`);
    await expect(page.locator('svg.chart:visible circle title')).toHaveCount(4);
  });
});
