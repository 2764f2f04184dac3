import type { Page } from '@playwright/test';
import { SEED_MARKETS } from '@/tests/support/seed/markets';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

const markets = (page: Page) => page.locator('tbody tr[data-place] th a');
const figures = (page: Page, column: number) =>
  page
    .locator(`tbody tr[data-place] td:nth-child(${column}) data`)
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))));
const head = (page: Page, name: string) => page.getByRole('columnheader', { name });
const rows = (page: Page) => page.getByRole('table').getAttribute('aria-rowcount');

const RATIO = 8;

test('shows what moves most, with the state of the collection above it', async ({ page }) => {
  await page.goto(seeded());
  await expect(page.getByText(/^(Late: c|C)ollected \d\d:\d\d UTC/)).toBeVisible();
  await expect(page.getByText('4 of 5 exchanges live')).toBeVisible();
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
  await expect(head(page, '#')).toHaveAttribute('aria-sort', 'ascending');
});

test('sorts by the heads of columns, and Back takes it back', async ({ page }) => {
  await page.goto(seeded());
  await page.getByRole('button', { name: 'ratio' }).click();
  await expect(page).toHaveURL(/sort=ratio$/);
  await expect(head(page, 'ratio')).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('region', { name: 'Ranking' })).toHaveAttribute('aria-busy', 'false');
  const falling = await figures(page, RATIO);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await page.getByRole('button', { name: 'ratio' }).click();
  await expect(page).toHaveURL(/sort=ratio\.asc$/);
  await expect(head(page, 'ratio')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('region', { name: 'Ranking' })).toHaveAttribute('aria-busy', 'false');
  const rising = await figures(page, RATIO);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  await page.goBack();
  await page.goBack();
  await expect(head(page, '#')).toHaveAttribute('aria-sort', 'ascending');
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
});

test('filters as soon as something is chosen, and keeps the filter in its address', async ({ page }) => {
  await page.goto(seeded());
  await page.getByLabel('Exchange').selectOption('kraken');
  await page.getByLabel('Quote').selectOption('EUR');
  await page.getByLabel('Market', { exact: true }).fill('eth');
  await expect(markets(page)).toHaveText(['ETH-EUR Kraken']);
  await page.reload();
  await expect(markets(page)).toHaveText(['ETH-EUR Kraken']);
  await expect(page.getByLabel('Exchange')).toHaveValue('kraken');
  await page.goBack();
  await expect(page.getByLabel('Market', { exact: true })).toHaveValue('');
  await expect(page).toHaveURL(/exchange=kraken&quote=EUR$/);
  // As somebody would: once the rows are those of the step back.
  await expect(markets(page).first()).toHaveText('BONK-EUR Kraken');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
});

test('shows what is chosen while the page of a step back is still being fetched', async ({ page }) => {
  await page.goto(seeded());
  await page.getByLabel('Exchange').selectOption('kraken');
  await page.getByLabel('Market', { exact: true }).fill('eth');
  await expect(markets(page).first()).toContainText('ETH-');
  await page.reload();
  await expect(markets(page).first()).toContainText('ETH-');
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\?exchange=kraken&_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  const fetched = page.waitForRequest(/\?exchange=kraken&_rsc=/);
  await page.goBack();
  await fetched;
  await page.getByLabel('Exchange').selectOption('');
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
  const arrived = page.waitForResponse(/\?exchange=kraken&_rsc=/);
  letGo();
  await arrived;
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByLabel('Exchange')).toHaveValue('');
});

test('draws the rows in sight out of all, and fetches the others as they come near', async ({ page }) => {
  await page.goto(seeded());
  await expect.poll(() => rows(page)).toBe(String(SEED_MARKETS.length + 1));
  expect(await markets(page).count()).toBeLessThan(60);
  await page.keyboard.press('End');
  await expect(page.locator(`tr[data-place="${SEED_MARKETS.length - 1}"] th a`)).toBeVisible();
  await expect(page.locator('tr[data-place="0"]')).toHaveCount(0);
  await expect(head(page, '#')).toBeInViewport();
});

test('draws the last day of the rows in sight, all of them by one request', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/sparks')) asked.push(request.url());
  });
  await page.goto(seeded());
  const line = page.locator('tr[data-place="0"]').getByRole('img', { name: /^24 h: [+−][\d.]+ %$/ });
  await expect(line).toBeVisible();
  await expect(page.locator('tr[data-place="8"]').getByRole('img')).toBeVisible();
  expect(asked).toHaveLength(1);
});

test('shows on top what was pinned on its own page', async ({ page }) => {
  await page.goto(`${seeded()}/markets/kraken:BTC-USD`);
  const pin = page.getByRole('button', { name: 'Pin BTC-USD Kraken' });
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('link', { name: 'Markets', exact: true }).click();
  await expect(page.locator('tbody.pinned').getByRole('link')).toHaveText(['BTC-USD Kraken']);
});

test('keeps pinned markets on top, whatever is filtered, until they are unpinned', async ({ page }) => {
  await page.goto(`${seeded()}/?q=kraken%20btc-usd`);
  await page.getByRole('button', { name: 'Pin BTC-USD Kraken' }).click();
  const pinned = page.locator('tbody.pinned');
  await expect(pinned.getByRole('link')).toHaveText(['BTC-USD Kraken']);
  await page.goto(`${seeded()}/?exchange=okx&metric=volume`);
  await expect(pinned.getByRole('link')).toHaveText(['BTC-USD Kraken']);
  await expect(page.getByRole('button', { name: 'Pin BTC-USD Kraken' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await pinned.getByRole('button', { name: 'Pin BTC-USD Kraken' }).click();
  await expect(pinned.getByRole('row')).toHaveCount(0);
});

test('begins at the page of its address, with the rows before it above', async ({ page }) => {
  await page.goto(`${seeded()}/?page=2`);
  await expect(page.locator('tr[data-place="30"]')).toBeInViewport();
  await expect(page.getByRole('columnheader', { name: '#' })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.locator('tr[data-place="0"]')).toBeVisible();
});

test('offers the ranking as CSV', async ({ page, request }) => {
  await page.goto(`${seeded()}/?exchange=kraken&quote=USD`);
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const answer = await request.get(`${seeded()}${href}`);
  expect(answer.headers()['content-type']).toContain('text/csv');
  const lines = (await answer.text()).trim().split('\n');
  expect(String(lines.length)).toBe(await rows(page));
  expect(lines[1]).toContain((await markets(page).first().textContent())?.split(' ')[0] ?? '');
});

test('says so where nothing fits, and where the address means nothing', async ({ page }) => {
  await page.goto(`${seeded()}/?q=zzzz`);
  await expect(page.getByText('No market fits')).toBeVisible();
  await page.goto(`${seeded()}/?page=99`);
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.goto(`${seeded()}/?metric=nonsense&sort=%00&page=-1&by=x&order=up`);
  await expect(markets(page).first()).toHaveText('PEPE-USDT Gate');
});

test('ranks a metric without a ratio by its deviation', async ({ page }) => {
  await page.goto(`${seeded()}/?metric=change&by=cv`);
  await expect(page.getByLabel('Ranked')).toHaveValue('stddev');
  await expect(markets(page).first()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the ranking is there, sorts and filters', async ({ page }) => {
    await page.goto(seeded());
    await expect(markets(page)).toHaveCount(30);
    await expect(markets(page).first()).toBeVisible();
    await page.getByRole('link', { name: 'Next →' }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(page.getByText('31–60')).toBeVisible();
    await page.getByRole('link', { name: '← Previous' }).click();
    await page.getByRole('button', { name: 'latest' }).click();
    await expect(head(page, 'latest')).toHaveAttribute('aria-sort', 'descending');
    await page.getByRole('button', { name: 'latest' }).click();
    await expect(head(page, 'latest')).toHaveAttribute('aria-sort', 'ascending');
    await page.getByLabel('Market', { exact: true }).fill('rare');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(markets(page)).toHaveText(['RARE-USDT Gate']);
    await expect(page.getByRole('button', { name: 'Switch between light and dark' })).toBeHidden();
  });
});
