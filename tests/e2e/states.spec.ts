import { expect, test } from './support/test';
import { away, broken, deaf, empty, old, seeded } from './support/worlds';

test('before the first collection the page says what to do', async ({ page }) => {
  const answer = await page.goto(empty());
  expect(answer?.status()).toBe(200);
  await expect(page.getByText('Nothing has been collected yet')).toBeVisible();
  await expect(page.getByText('call GET /api/cron/collect')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  const market = await page.goto(`${empty()}/markets/kraken:BTC-USD`);
  expect(market?.status()).toBe(200);
  await expect(page.getByText('Nothing has been collected yet')).toBeVisible();
});

test('after a collection that reached nobody the page says what was tried and what to do', async ({
  page,
}) => {
  await page.goto(deaf());
  await expect(page.getByText('No source answered')).toBeVisible();
  await expect(
    page.getByText(/Tried binance, gate, kraken, okx\. Check that this machine reaches/),
  ).toBeVisible();
  await expect(page.getByText('0 of 4 exchanges live')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('without a database the pages say so, and do not break', async ({ page }) => {
  await page.goto(away());
  await expect(page.getByText('The database does not answer')).toHaveCount(1);
  await page.goto(`${away()}/markets/kraken:BTC-USD`);
  await expect(page.getByText('The database does not answer')).toHaveCount(1);
});

test('figures that are hours old are said to be, on each page that has them', async ({ page }) => {
  for (const path of ['/', '/markets/kraken:BTC-USD', '/sources']) {
    await page.goto(old() + path);
    await expect(page.getByText('These figures are old')).toBeVisible();
    await expect(page.getByText(/^Late: collected/)).toBeVisible();
  }
});

test('a fault of ours is said to be one, with a way to try again', async ({ page, allow }) => {
  allow(/500|error/i);
  await page.goto(broken());
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sources', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
});

test('a fault behind the number of open alerts leaves pages that do not need it alone', async ({ page }) => {
  await page.goto(`${broken()}/unsubscribe?token=none`);
  await expect(page.getByRole('heading', { name: 'This link has expired or is incomplete' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Alerts', exact: true })).toBeVisible();
});

test('an address that leads nowhere answers 404', async ({ page }) => {
  const answer = await page.goto(`${seeded()}/nowhere`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('light and dark follow the system until somebody chooses, and then the choice', async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(seeded());
  expect(await ground()).toBe('rgb(10, 10, 10)');
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  await page.reload();
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
});
