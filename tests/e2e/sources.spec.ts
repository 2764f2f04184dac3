import { CASES } from '@/tests/support/seed/markets';
import { expect, test } from './support/test';
import { away, empty, seeded } from './support/worlds';

test('shows each source in words, the worst first', async ({ page }) => {
  await page.goto(seeded());
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await expect(page).toHaveTitle(/^Sources/);
  await expect(page.getByText('4 of 5 exchanges are well. In trouble: Bitstamp.')).toBeVisible();
  const rows = page.getByRole('rowheader');
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText(/^Bitstamp\s*failing/);
  await expect(rows.nth(1)).toContainText(/^Binance\s*well/);
  await expect(page.getByRole('table').getByText('HTTP 502: Bad Gateway')).toBeVisible();
});

test('says in words what the strip of the last day shows', async ({ page }) => {
  await page.goto(`${seeded()}/sources`);
  const strip = page.getByRole('img', {
    name: /^Bitstamp, last 24 hours \(UTC\): failing \d\d:\d\d to \d\d:\d\d$/,
  });
  await expect(strip).toHaveCount(1);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(strip).toBeVisible();
});

test('tells of a single slot by keys and by pointer', async ({ page }) => {
  await page.goto(`${seeded()}/sources`);
  const slots = page.getByRole('slider', { name: 'Kraken, slot by slot' });
  await slots.focus();
  await expect(slots).toHaveAttribute('aria-valuetext', /^well \d\d:\d\d to \d\d:\d\d UTC$/);
  const newest = await slots.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  await expect(slots).not.toHaveAttribute('aria-valuetext', newest ?? '');
  await page.keyboard.press('Home');
  await expect(slots).toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByText(/^not collected \(this server\) \d\d:\d\d to \d\d:\d\d UTC$/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByText(/^not collected/)).toHaveCount(0);
  const { x = 0, y = 0, width = 0 } = (await slots.boundingBox()) ?? {};
  await page.mouse.move(x + width - 1, y + 5);
  await expect(page.getByText(newest ?? 'no word', { exact: true })).toBeVisible();
});

test('tells what was refused and why, and leads to the market', async ({ page }) => {
  await page.goto(`${seeded()}/sources`);
  await page.getByText(/^Refused: .*peers disagree/).click();
  const example = page.getByRole('link', { name: CASES.refused }).first();
  await expect(example).toBeVisible();
  await expect(
    page.getByText('while 3 of 4 other venues agree on 1.00x').filter({ visible: true }).first(),
  ).toBeVisible();
  await example.click();
  await expect(page).toHaveURL(new RegExp(`/markets/${CASES.refused}`));
});

test('says what is missing before the first collection, and without a database', async ({ page }) => {
  await page.goto(`${empty()}/sources`);
  await expect(page.getByText('Each exchange is listed here once something was collected.')).toBeVisible();
  await page.goto(`${away()}/sources`);
  await expect(page.getByText('The database does not answer')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('all of it is there', async ({ page }) => {
    await page.goto(`${seeded()}/sources`);
    await expect(page.getByRole('rowheader')).toHaveCount(5);
    await expect(page.getByRole('img', { name: /^Kraken, last 24 hours/ })).toBeVisible();
  });
});
