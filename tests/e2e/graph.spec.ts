import type { Locator, Page } from '@playwright/test';
import { CASES } from '@/tests/support/seed/markets';
import { moved, watchMoves } from './support/moved';
import { expect, test } from './support/test';
import { OLD_MS, old, seeded } from './support/worlds';

const MARKET = `/markets/${CASES.usual}`;
const slider = (page: Page) => page.getByRole('slider', { name: 'Value at a time' });
const drawn = (page: Page) => page.locator('.interactive .recharts-line path').first();

/** Opens a market and has a look at a value, until the interactive chart has taken its place. */
async function open(page: Page, path = MARKET, origin = seeded()): Promise<void> {
  await page.goto(`${origin}${path}`);
  await expect(async () => {
    await slider(page).hover();
    await expect(drawn(page)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.mouse.move(0, 0);
  await expect(page.locator('.interactive')).not.toHaveAttribute('aria-hidden', 'true');
}

test('the library of charts comes with the first look at a value', async ({ page }) => {
  await page.goto(`${seeded()}${MARKET}`);
  await expect(page.locator('script[type="after-paint"]')).toHaveCount(0);
  await expect(page.locator('svg.chart:visible path.chart-line')).toHaveCount(1);
  await expect(page.locator('.interactive')).toHaveCount(0);
  await open(page);
});

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it has no box');
  return box;
}

test.describe('a range', () => {
  test('is chosen by presets, and Back takes it back', async ({ page }) => {
    await open(page);
    await page.getByRole('link', { name: '7 d', exact: true }).click();
    await expect(page).toHaveURL(/\?range=7d$/);
    await expect(page.getByText('last 7 days, a point every 1 h')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('link', { name: '7 d', exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    );
    await page.goBack();
    await expect(page.getByText('last 24 hours, every 5 min')).toBeVisible();
  });

  test('is moved by buttons, and named by a form', async ({ page }) => {
    await open(page);
    await page.getByRole('link', { name: 'Zoom in' }).click();
    await expect(page.getByText(/^12 h to /)).toBeVisible();
    await page.getByRole('link', { name: 'Later' }).click();
    await expect(page).toHaveURL(/from=.*&to=/);
    await page.getByRole('link', { name: 'Zoom out' }).click();
    await expect(page.getByText(/^24 h to /)).toBeVisible();
    const to = await page.getByLabel('To, UTC').inputValue();
    const from = new Date(Date.parse(`${to}Z`) - 2 * 3_600_000).toISOString().slice(0, 16);
    await page.getByLabel('From, UTC').fill(from);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByText(/^2 h to /)).toBeVisible();
  });

  test('is cut out with the mouse, and Back takes it back', async ({ page }) => {
    await open(page);
    const { x, y, width, height } = await boxOf(slider(page));
    await page.mouse.move(x + 0.4 * width, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 0.5 * width, y + height / 2, { steps: 4 });
    await page.mouse.move(x + 0.7 * width, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByText(/^[78] h to /)).toBeVisible();
    await page.goBack();
    await expect(page.getByText('last 24 hours, every 5 min')).toBeVisible();
  });

  test('is cut out with the keyboard alone', async ({ page }) => {
    await open(page);
    await slider(page).focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+PageUp');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /, 37 values selected$/);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^3 h to /)).toBeVisible();
  });
});

test.describe('the crosshair', () => {
  test('reads exact values by mouse', async ({ page }) => {
    await open(page);
    const { x, y, width, height } = await boxOf(slider(page));
    await page.mouse.move(x + width / 2, y + height / 2);
    await expect(page.getByText(/^64,\d{3}\.\d+ USD$|^6\d,\d{3}\.\d+ USD$/)).toBeVisible();
    await expect(page.locator('.chart-active')).toBeVisible();
    await page.mouse.move(x + width / 2, y + height + 200);
    await expect(page.locator('.chart-active')).toHaveCount(0);
  });

  test('moves by keys, from the newest value to the oldest', async ({ page }) => {
    await open(page);
    await slider(page).focus();
    const newest = await slider(page).getAttribute('aria-valuetext');
    expect(newest).toMatch(/^\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC, 6\d,\d{3}(\.\d+)? USD, \d\.\d\d× the mean$/);
    await page.keyboard.press('ArrowLeft');
    await expect(slider(page)).toHaveAttribute('aria-valuenow', '288');
    await page.keyboard.press('ArrowRight');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', newest ?? '');
    await page.keyboard.press('Home');
    await expect(slider(page)).toHaveAttribute('aria-valuenow', '1');
    await page.keyboard.press('Escape');
    await expect(page.locator('.chart-active')).toHaveCount(0);
  });

  test('says what was not believed, and why', async ({ page }) => {
    await open(page, `/markets/${CASES.refused}`);
    await slider(page).focus();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /not believed: peers disagree/);
    await expect(
      page.locator('figure > p').getByText(/^3\d,\d{3}.* not believed: peers disagree/),
    ).toBeVisible();
  });
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a finger reads values and scrolls the page', async ({ page }) => {
    await open(page);
    await expect(page.getByText('Touch the graph for exact values.')).toBeVisible();
    const { x, y, width, height } = await boxOf(slider(page));
    await page.touchscreen.tap(x + width / 2, y + height / 2);
    await expect(page.getByText(/^6\d,\d{3}\.\d+ USD$/)).toBeVisible();
    expect(await slider(page).evaluate((element) => getComputedStyle(element).touchAction)).toBe('pan-y');
    await page.getByRole('link', { name: 'Zoom in' }).tap();
    await expect(page.getByText(/^12 h to /)).toBeVisible();
  });

  test('what is to be hit is 44 px high', async ({ page }) => {
    await open(page);
    for (const name of ['24 h', 'Zoom in', 'JSON', 'Compare in the graph']) {
      const { height } = await boxOf(page.getByRole('link', { name, exact: true }));
      expect(height).toBeGreaterThanOrEqual(44);
    }
  });
});

test.describe('a comparison', () => {
  test('is made by name, as an index, and taken back', async ({ page }) => {
    await open(page);
    await page.getByLabel('Compare with').fill('gate:PEPE-USDT');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'as an index, 100 at the beginning' })).toBeVisible();
    await expect(page.getByText(/^PEPE-USDT Gate 3\d\d\.\d\d$/)).toBeVisible();
    await expect(page.locator('.interactive .recharts-line path')).toHaveCount(2);
    await expect(page.locator('code > span')).toHaveCount(2);
    await page.getByRole('link', { name: 'Remove PEPE-USDT Gate' }).click();
    await expect(page).toHaveURL(new RegExp(`${CASES.usual}$`));
  });

  test('with the peers is one link away, and takes four at most', async ({ page }) => {
    await open(page);
    await page.getByRole('link', { name: 'Compare in the graph' }).click();
    await expect(page.locator('.interactive .recharts-line path')).toHaveCount(4);
    await page.getByLabel('Compare with').fill('kraken:ETH-USD');
    await page.getByRole('button', { name: 'Add' }).click();
    await expect(page.locator('.interactive .recharts-line path')).toHaveCount(5);
    await expect(page.getByLabel('Compare with')).toHaveCount(0);
  });

  test('with a name that is none offers the nearest', async ({ page }) => {
    await open(page);
    await page.getByLabel('Compare with').fill('okx:BTC-USDTT');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('link', { name: 'okx:BTC-USDT', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'as an index, 100 at the beginning' })).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 390, 768, 1280, 1920]) {
    test(`the graph takes its place without a shift, ${colorScheme}, ${width} px`, async ({
      page,
      browser,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await watchMoves(page);
      await open(page);
      const interactive = await boxOf(drawn(page));
      expect(await moved(page)).toBeLessThan(0.05);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const still = await browser.newPage({
        javaScriptEnabled: false,
        colorScheme,
        viewport: { width, height: 900 },
      });
      await still.goto(`${seeded()}${MARKET}`);
      const first = await boxOf(still.locator('svg.chart:visible path.chart-line'));
      await still.close();
      expect(Math.abs(interactive.x - first.x)).toBeLessThan(1.5);
      expect(Math.abs(interactive.y - first.y)).toBeLessThan(1.5);
      expect(Math.abs(interactive.width - first.width)).toBeLessThan(1.5);
      expect(Math.abs(interactive.height - first.height)).toBeLessThan(1.5);
    });
  }
}

for (const [timezoneId, locale, zone] of [
  ['Asia/Kolkata', 'hi-IN', /GMT\+5:30/],
  ['America/New_York', 'en-US', /GMT-5|EST/],
  ['Europe/Berlin', 'de-DE', /CET/],
] as const) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId, locale });

    test(`times are those of the place, ${locale}`, async ({ page }) => {
      const [from, to] = [OLD_MS - 24 * 3_600_000, OLD_MS].map((ms) => new Date(ms).toISOString());
      await open(page, `${MARKET}?from=${from}&to=${to}`, old());
      await slider(page).focus();
      await expect(slider(page)).toHaveAttribute('aria-valuetext', zone);
      const midnight = page.locator('.interactive .chart-axes text').filter({ hasText: /^\d+ \w+$/ });
      await expect(midnight).toHaveCount(1);
    });
  });
}
