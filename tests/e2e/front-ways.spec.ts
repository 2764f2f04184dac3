import { gzipSync } from 'node:zlib';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

const SCHEMES = ['light', 'dark'] as const;
const PLACES = [
  { locale: 'de-DE', timezoneId: 'Asia/Kolkata', zone: 'GMT+5:30', price: /^6\d\.\d{3},\d\d$/ },
  { locale: 'ar-EG', timezoneId: 'America/Bogota', zone: 'GMT-5', price: /^6\d,\d{3}\.\d\d$/ },
  { locale: 'ja-JP', timezoneId: 'Asia/Tokyo', zone: 'GMT+9', price: /^6\d,\d{3}\.\d\d$/ },
];

for (const colorScheme of SCHEMES) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme });

    test('rows are two lines, whole, and as large as a finger', async ({ page }) => {
      await page.goto(seeded());
      const first = page.locator('tr[data-place="0"]');
      await expect(first.getByRole('img')).toBeVisible();
      expect((await first.boundingBox())?.height).toBe(52);
      for (const control of await first.getByRole('button').all()) {
        const box = await control.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      }
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(height).toBe(844);
    });

    test('sorts by a list, filters, and leads to a market by a touch anywhere on its name', async ({
      page,
    }) => {
      await page.goto(seeded());
      await page.getByLabel('Sorted by').selectOption('latest');
      await expect(page).toHaveURL(/sort=latest$/);
      await page.getByLabel('Exchange').selectOption('gate');
      await expect(page.locator('tr[data-place="0"] th a')).toHaveText('BTC-USDT Gate');
      const cell = page.locator('tr[data-place="0"] th');
      const box = await cell.boundingBox();
      await cell.tap({ position: { x: (box?.width ?? 0) - 6, y: 46 } });
      await expect(page.getByRole('heading', { level: 1, name: 'BTC-USDT Gate' })).toBeVisible();
      await page.goBack();
      await expect(page).toHaveURL(/exchange=gate&sort=latest$/);
      await expect(page.locator('tr[data-place="0"] th a')).toHaveText('BTC-USDT Gate');
    });
  });

  test(`by keyboard alone: filter, sort, walk the rows, pin, open and come back, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(seeded());
    const { keyboard } = page;
    await page.getByLabel('Exchange').focus();
    await keyboard.type('Kra');
    await expect(page).toHaveURL(/exchange=kraken$/);
    await page.getByRole('button', { name: 'latest' }).focus();
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/sort=latest$/);
    await page.getByRole('link', { name: 'Skip the table' }).focus();
    await expect(page.getByRole('link', { name: 'Skip the table' })).toBeInViewport();
    await expect(page.locator('tr[data-place="0"] th a')).toHaveText('BTC-USD Kraken');
    await page.locator('tr[data-place="0"] th a').focus();
    for (let i = 0; i < 30; i++) await keyboard.press('ArrowDown');
    const focused = page.locator('tr[data-place="30"] th a');
    await expect(focused).toBeFocused();
    await expect(focused).toBeInViewport();
    const outline = await focused.evaluate((link) => getComputedStyle(link).outlineStyle);
    expect(outline).toBe('solid');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Space');
    await expect(page.locator('tbody.pinned').getByRole('row')).toHaveCount(1);
    await keyboard.press('Tab');
    await expect(focused).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /Kraken$/ })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/exchange=kraken&sort=latest$/);
    await expect(page.locator('tbody.pinned').getByRole('row')).toHaveCount(1);
  });
}

for (const { locale, timezoneId, zone, price } of PLACES) {
  test.describe(`${locale}, ${timezoneId}`, () => {
    test.use({ locale, timezoneId });

    test('figures have the signs of the place, and the page says which zone its times are of', async ({
      page,
    }) => {
      await page.goto(`${seeded()}/?q=kraken%20btc-usd`);
      await expect(page.getByText(/^(Late: c|C)ollected \d\d:\d\d /)).toContainText(zone);
      await expect(page.locator('tr[data-place="0"]').getByRole('img')).toBeVisible();
      await expect(page.locator('tr[data-place="0"] data').nth(1)).toHaveText(price);
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`on a phone ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, javaScriptEnabled });

    test('the ranking begins on the first screen, since the form is folded until somebody wants it', async ({
      page,
    }) => {
      await page.goto(seeded());
      await expect(page.locator('tbody th a').first()).toBeInViewport();
      const address = page.getByLabel('E-mail address');
      await expect(address).toBeHidden();
      await page.getByText('Mail me when a market is unusual').tap();
      await expect(address).toBeVisible();
      await address.fill('phone@test.example');
    });
  });
}

test('the room for pinned rows is there before they are: nothing moves', async ({ page }) => {
  await page.goto(seeded());
  await page.getByRole('button', { name: 'Pin PEPE-USDT Gate' }).first().click();
  await page.reload();
  await expect(page.locator('tbody.pinned').getByRole('img')).toBeVisible();
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  expect(moved).toBeLessThan(0.01);
});

test('loads less than 200 kB of scripts, and no library of charts', async ({ request }) => {
  const html = await (await request.get(seeded())).text();
  // Those for browsers that know no modules are loaded by none of today.
  const tags = Array.from(html.matchAll(/<script[^>]*>/g), ([tag]) => tag).filter(
    (tag) => !/nomodule/i.test(tag),
  );
  const paths = tags.flatMap((tag) => / src="([^"]+)"/.exec(tag)?.[1] ?? []);
  expect(paths.length).toBeGreaterThan(3);
  const bodies = await Promise.all(
    paths.map(async (path) => (await request.get(`${seeded()}${path}`)).body()),
  );
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
  expect(bytes).toBeLessThan(200_000);
  expect(bodies.filter((body) => body.includes('recharts'))).toEqual([]);
});
