import { CASES } from '@/tests/support/seed/markets';
import { openSearch, searchField, untilSearchable } from './support/search';
import { expect, test } from './support/test';
import { away, empty, seeded } from './support/worlds';

test.describe('the search', () => {
  test('opens by keys and leads to a market by keys alone', async ({ page }) => {
    await page.goto(`${seeded()}/sources`);
    await openSearch(page);
    await page.keyboard.type('kraken btc usd');
    await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(
      'BTC-USDKraken',
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'BTC-USD Kraken' })).toBeVisible();
    await expect(searchField(page)).toHaveCount(0);
  });

  test('opens by a slash, not where somebody types one, and gives the focus back', async ({ page }) => {
    await page.goto(seeded());
    await untilSearchable(page);
    await page.getByLabel('E-mail address').press('/');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const button = page.getByRole('button', { name: /^Search/ });
    await button.focus();
    await openSearch(page, '/');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button).toBeFocused();
  });

  test('leads to the ranking by a metric', async ({ page }) => {
    await page.goto(seeded());
    await untilSearchable(page);
    await page.getByRole('button', { name: /^Search/ }).click();
    await searchField(page).fill('turnov');
    await page
      .getByRole('dialog')
      .getByRole('option', { name: /quote_volume/ })
      .click();
    await expect(page).toHaveURL(/\?metric=quote_volume$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('asks for the list of markets once, and only when it is open', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/list-metrics')) asked.push(request.url());
    });
    await page.goto(seeded());
    await page.waitForLoadState('load');
    expect(asked).toHaveLength(0);
    for (const word of ['eth', 'sol']) {
      await openSearch(page, 'Meta+k');
      await page.keyboard.type(word);
      await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(new RegExp(word, 'i'));
      await page.keyboard.press('Escape');
    }
    expect(asked).toHaveLength(1);
  });

  test('opens again for a key that follows Escape at once', async ({ page }) => {
    await page.goto(seeded());
    await openSearch(page);
    await page.evaluate(() => {
      const press = (key: string, ctrlKey: boolean) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }),
        );
      press('Escape', false);
      press('k', true);
    });
    await expect(searchField(page)).toBeFocused();
    await page.keyboard.type('eth');
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(/eth/i);
  });

  test('says what to do where nothing fits, nothing is known and nothing answers', async ({ page }) => {
    await page.goto(seeded());
    await openSearch(page);
    await page.keyboard.type('zzzzzz');
    await expect(page.getByText('Nothing fits.')).toBeVisible();
    await page.goto(empty());
    await openSearch(page);
    await expect(page.getByText('No market is known before the first collection.')).toBeVisible();
  });
});

test.describe('on a small phone', () => {
  test.use({ hasTouch: true, viewport: { width: 320, height: 640 } });

  test('the search works by touch', async ({ page }) => {
    await page.goto(`${seeded()}/markets/${CASES.usual}`);
    await untilSearchable(page);
    await page.getByRole('button', { name: /^Search/ }).tap();
    await searchField(page).fill('eth okx');
    await page.getByRole('dialog').getByRole('option', { name: 'ETH-USDT OKX' }).tap();
    await expect(page.getByRole('heading', { level: 1, name: 'ETH-USDT OKX' })).toBeVisible();
  });
});

for (const [timezoneId, locale, offset] of [
  ['Europe/Berlin', 'de-DE', /^(CET|CEST)$/],
  ['Asia/Tokyo', 'ja-JP', /^GMT\+9$/],
  ['America/New_York', 'en-US', /^GMT-[45]$/],
] as const) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId, locale });

    test('times are of this zone, or UTC where somebody wants that', async ({ page }) => {
      await page.goto(seeded());
      const line = page.getByText(/^Collected/);
      const zone = page.getByRole('button', { name: /Show (them|times) in/ });
      await expect(zone).toHaveText(offset);
      await expect(line).not.toContainText('UTC');
      await zone.click();
      await expect(line).toHaveText(/^Collected \d\d:\d\d UTC,/);
      await page.reload();
      await expect(zone).toHaveText('UTC');
      await expect(line).toHaveText(/UTC/);
      await page.goto(`${seeded()}/markets/${CASES.usual}`);
      await page.getByText('Show as table').click();
      const first = page
        .getByRole('table', { name: /Price of the last 24 hours/ })
        .locator('time')
        .first();
      await expect(first).toHaveText(/ UTC$/);
      await zone.click();
      await expect(first).not.toHaveText(/UTC/);
      await expect(page.getByText(`Times are in ${timezoneId}.`)).toBeVisible();
    });
  });
}

test('without a database the search says that it cannot load', async ({ page, allow }) => {
  allow(/^503 .*list-metrics/);
  await page.goto(away());
  await openSearch(page);
  await expect(page.getByText('The list of markets could not be loaded.')).toBeVisible();
});
