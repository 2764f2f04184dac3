import type { Page } from '@playwright/test';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

const markets = (page: Page) => page.locator('table tbody th a');
const figures = (page: Page, column: number) =>
  page
    .locator(`table tbody td:nth-child(${column}) data`)
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))));

const RATIO = 7;

test('shows what moves most, with the state of the collection above it', async ({ page }) => {
  await page.goto(seeded());
  await expect(page.getByText(/^Collected \d\d:\d\d UTC/)).toBeVisible();
  await expect(page.getByText('4 of 5 sources')).toBeVisible();
  await expect(markets(page)).toHaveCount(50);
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
  await expect(page.getByRole('columnheader', { name: '#' })).toHaveAttribute('aria-sort', 'ascending');
});

test('sorts by the heads of columns, and Back takes it back', async ({ page }) => {
  await page.goto(seeded());
  await page.getByRole('link', { name: 'ratio' }).click();
  await expect(page).toHaveURL(/sort=ratio/);
  await expect(page.getByRole('columnheader', { name: 'ratio' })).toHaveAttribute('aria-sort', 'descending');
  const falling = await figures(page, RATIO);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await page.getByRole('link', { name: 'ratio' }).click();
  await expect(page.getByRole('columnheader', { name: 'ratio' })).toHaveAttribute('aria-sort', 'ascending');
  const rising = await figures(page, RATIO);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('columnheader', { name: '#' })).toHaveAttribute('aria-sort', 'ascending');
});

test('filters by the form, and keeps the filter in its address', async ({ page }) => {
  await page.goto(seeded());
  await page.getByLabel('Exchange').selectOption('kraken');
  await page.getByLabel('Quote').selectOption('EUR');
  await page.getByLabel('Market').fill('eth');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(markets(page)).toHaveText(['ETH-EUR Kraken']);
  await page.reload();
  await expect(markets(page)).toHaveText(['ETH-EUR Kraken']);
  await expect(page.getByLabel('Exchange')).toHaveValue('kraken');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(markets(page)).toHaveCount(50);
});

test('pages through all markets', async ({ page }) => {
  await page.goto(seeded());
  await page.getByRole('link', { name: 'Next →' }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText('51–100')).toBeVisible();
  await expect(page.getByRole('link', { name: '← Previous' })).toBeVisible();
});

test('offers the ranking as CSV', async ({ page, request }) => {
  await page.goto(`${seeded()}/?exchange=kraken&quote=USD`);
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const answer = await request.get(`${seeded()}${href}`);
  expect(answer.headers()['content-type']).toContain('text/csv');
  const lines = (await answer.text()).trim().split('\n');
  expect(lines).toHaveLength(1 + (await markets(page).count()));
});

test('says so where nothing fits, and where the address means nothing', async ({ page }) => {
  await page.goto(`${seeded()}/?q=zzzz`);
  await expect(page.getByText('No market fits')).toBeVisible();
  await page.goto(`${seeded()}/?page=99`);
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.goto(`${seeded()}/?metric=nonsense&sort=%00&page=-1&by=x&order=up`);
  await expect(markets(page)).toHaveCount(50);
});

test('ranks a metric without a ratio by its deviation', async ({ page }) => {
  await page.goto(`${seeded()}/?metric=change&by=cv`);
  await expect(page.getByLabel('Ranked by')).toHaveValue('stddev');
  await expect(markets(page)).toHaveCount(50);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the ranking is there, sorts and filters', async ({ page }) => {
    await page.goto(seeded());
    await expect(markets(page)).toHaveCount(50);
    await expect(markets(page).first()).toBeVisible();
    await page.getByRole('link', { name: 'latest' }).click();
    await expect(page.getByRole('columnheader', { name: 'latest' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await page.getByLabel('Market').fill('rare');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(markets(page)).toHaveText(['RARE-USDT Gate']);
    await expect(page.getByRole('button', { name: 'Switch between light and dark' })).toBeHidden();
  });
});
