import type { Page } from '@playwright/test';
import { Pool } from 'pg';
import { formatClock } from '@/lib/format/time';
import { seedNextSlot } from '@/tests/support/seed/next-slot';
import { untilSearchable } from './support/search';
import { expect, test } from './support/test';
import { live, liveDatabase, seeded } from './support/worlds';

/** The server asks its database every few seconds, and the page its server. */
const SOON = { timeout: 25_000 };

/** Short, so that several slots are not ahead of the clock; a minute, so that each has a time of its own. */
const STEP_MS = 60_000;

/** A collection in which one market moves: its figures are the only ones that are new. */
async function collect(moved: string, factor: number): Promise<string> {
  const pool = new Pool({ connectionString: liveDatabase() });
  const change = (name: string) => (name === moved ? factor : 1);
  const slotMs = await seedNextSlot(pool, Date.now(), change, STEP_MS);
  await pool.end();
  return formatClock(slotMs);
}

const status = (page: Page) => page.getByText(/^(Late: c|C)ollected /);
const row = (page: Page, name: string) => page.locator('tr[data-place]').filter({ hasText: name });
const latest = (page: Page, name: string) => row(page, name).locator('td:nth-child(4) data').first();
const place = async (page: Page, name: string) => Number(await row(page, name).getAttribute('data-place'));

test.describe('a new collection', () => {
  test.describe.configure({ mode: 'serial' });

  test('is shown without reload: scroll, focus and what is being typed stay', async ({ page }) => {
    await page.goto(live());
    const filter = page.getByLabel('Market', { exact: true });
    await filter.fill('okx');
    await expect(row(page, 'UNI-USDT')).toBeVisible();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(400);
    await filter.focus({ timeout: 1000 });
    const scrolled = await page.evaluate(() => window.scrollY);
    const before = Number(await latest(page, 'UNI-USDT').getAttribute('value'));
    const clock = await collect('okx:UNI-USDT', 2);
    await expect(status(page)).toContainText(clock, SOON);
    await expect(latest(page, 'UNI-USDT')).toHaveAttribute('value', String(before * 2), SOON);
    await expect(filter).toBeFocused();
    await expect(filter).toHaveValue('okx');
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  });

  test('keeps the places while the focus is in the table, and sorts when it leaves', async ({ page }) => {
    await page.goto(`${live()}/?sort=ratio&q=binance%20usdt`);
    await page.locator('tr[data-place="0"] th a').focus();
    const before = await place(page, 'DOT-USDT');
    expect(before).toBeGreaterThan(0);
    const value = Number(await latest(page, 'DOT-USDT').getAttribute('value'));
    await collect('binance:DOT-USDT', 9);
    await expect(latest(page, 'DOT-USDT')).toHaveAttribute('value', String(value * 9), SOON);
    expect(await place(page, 'DOT-USDT')).toBe(before);
    await expect(page.locator('tr[data-place="0"] th a')).toBeFocused();
    await page.getByRole('button', { name: 'Sort again' }).click();
    await expect.poll(() => place(page, 'DOT-USDT')).toBe(0);
    await expect(page.getByRole('button', { name: 'Sort again' })).toHaveCount(0);
  });

  test('comes to the page of a market and of the sources as well', async ({ page, context }) => {
    const other = await context.newPage();
    await page.goto(`${live()}/markets/gate:TRX-USDT`);
    await other.goto(`${live()}/sources`);
    const clock = await collect('gate:TRX-USDT', 1.5);
    await expect(status(page)).toContainText(clock, SOON);
    await expect(status(other)).toContainText(clock, SOON);
    await expect(page.getByRole('heading', { level: 1, name: 'TRX-USDT Gate' })).toBeVisible();
  });

  test('moves the graph on beneath a crosshair and a selection, which stay at their times', async ({
    page,
  }) => {
    await page.goto(`${live()}/markets/gate:XLM-USDT`);
    const slider = page.getByRole('slider', { name: 'Value at a time' });
    const newest = page.locator('.interactive .chart-newest');
    await expect(async () => {
      await slider.blur();
      await slider.focus();
      await expect(newest).toBeVisible({ timeout: 1000 });
    }).toPass();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    const said = async () => ((await slider.getAttribute('aria-valuetext')) ?? '').split(' USDT')[0];
    const before = await said();
    expect(before).toMatch(/^\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC, 0\.\d+$/);
    const values = Number(await slider.getAttribute('aria-valuemax'));
    const place = await newest.getAttribute('cy');
    await collect('gate:XLM-USDT', 1.5);
    await expect.poll(() => newest.getAttribute('cy'), SOON).not.toBe(place);
    expect(Number(await slider.getAttribute('aria-valuemax'))).toBeGreaterThanOrEqual(values);
    expect(await said()).toBe(before);
    await expect(slider).toHaveAttribute('aria-valuetext', /, 2 values selected$/);
    await expect(slider).toBeFocused();
  });
});

test('a tab in the background asks nothing, and asks at once when it is looked at', async ({ page }) => {
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/status')) asked.push(request.url());
  });
  await page.goto(seeded());
  await expect(status(page)).toBeVisible();
  // The page asks from when it listens on.
  await untilSearchable(page);
  await page.clock.runFor(6_000);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await look(page, false);
  const before = asked.length;
  await page.clock.runFor(600_000);
  expect(asked.length).toBe(before);
  await look(page, true);
  await expect.poll(() => asked.length).toBe(before + 1);
});

async function look(page: Page, isLookedAt: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isLookedAt);
}

test('figures grow old in plain sight, though nobody says so', async ({ page }) => {
  await page.clock.install();
  await page.goto(seeded());
  await expect(status(page)).toBeVisible();
  // The server's clock goes with the page's, which is set by it.
  await page.route('**/api/status', async (route) => {
    const answer = await route.fetch();
    const date = new Date(Date.now() + 20 * 60_000).toUTCString();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), date } });
  });
  await page.clock.fastForward(20 * 60_000);
  await expect(page.getByText('These figures are old.')).toBeVisible();
  await expect(page.getByText(/^Late: collected/)).toBeVisible();
});

test('offline is said, and ends by itself', async ({ page, context, allow }) => {
  allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(seeded());
  await expect(page.locator('tr[data-place="0"]').getByRole('img')).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/^You are offline/)).toBeInViewport();
  await context.setOffline(false);
  await expect(page.getByText(/^You are offline/)).toHaveCount(0);
});

test('a server on the same machine is heard without a network', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
  await page.clock.install();
  const status = (method: string) =>
    page.waitForResponse(
      (answer) => answer.url().endsWith('/api/status') && answer.request().method() === method,
    );
  const looked = status('HEAD');
  await page.goto(seeded());
  await untilSearchable(page);
  expect((await looked).status()).toBe(200);
  const asked = status('GET');
  await page.clock.runFor(6_000);
  expect((await asked).status()).toBe(200);
  await expect(page.getByText(/^You are offline/)).toHaveCount(0);
});

test.describe('a server that fails', () => {
  test('is said, what was there stays, and a button tries at once', async ({ page, allow }) => {
    allow(/^503 .*\/api\/status$/);
    await page.goto(seeded());
    await page.route('**/api/status', (route) => route.fulfill({ status: 503, body: '' }));
    await expect(page.getByText('The server does not answer.')).toBeVisible(SOON);
    await expect(page.locator('tr[data-place="0"]')).toBeVisible();
    await page.unroute('**/api/status');
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect(page.getByText('The server does not answer.')).toHaveCount(0);
  });

  test('rows that cannot be loaded say so, and come by themselves when they can', async ({ page, allow }) => {
    allow(/^503 .*\/api\/rankings/);
    await page.goto(seeded());
    await page.route('**/api/rankings?*', (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByLabel('Exchange').selectOption('okx');
    await expect(page.getByText('Could not be loaded.')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Could not be loaded.')).toBeVisible();
    await page.unroute('**/api/rankings?*');
    await expect(page.getByText(/^3\d markets/)).toBeVisible(SOON);
  });
});
