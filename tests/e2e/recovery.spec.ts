import type { Page } from '@playwright/test';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

const CHUNKS = '**/_next/static/**/*.js';
const search = (page: Page) => page.getByRole('dialog');

test.describe('a page of which a part cannot be loaded', () => {
  test('reloads itself once when its build was replaced, and works again', async ({ page, allow }) => {
    allow(/chunk|404|Failed to load/i);
    await page.goto(seeded());
    // The files of the old build are gone; those of the page that is loaded again are there.
    let isOld = true;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) isOld = false;
    });
    await page.route(CHUNKS, (route) =>
      isOld ? route.fulfill({ status: 404, body: '' }) : route.continue(),
    );
    const reloaded = page.waitForEvent('framenavigated');
    await page.keyboard.press('/');
    await reloaded;
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('/');
    await expect(search(page)).toBeVisible();
  });

  test('says that a new version is available where a reload did not help', async ({ page, allow }) => {
    allow(/chunk|404|Failed to load/i);
    await page.goto(seeded());
    await page.evaluate(() => sessionStorage.setItem('reloaded for a missing part', String(Date.now())));
    await page.route(CHUNKS, (route) => route.fulfill({ status: 404, body: '' }));
    await page.keyboard.press('/');
    await expect(page.getByRole('heading', { name: 'A new version is available' })).toBeVisible();
    await page.unroute(CHUNKS);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.getByRole('heading', { name: 'A new version is available' })).toHaveCount(0);
  });

  test('says that it is offline, and recovers with the network', async ({ page, context, allow }) => {
    allow(/chunk|Failed to load|ERR_INTERNET_DISCONNECTED|net::/i);
    await page.goto(seeded());
    await context.setOffline(true);
    await page.keyboard.press('/');
    await expect(page.getByRole('heading', { name: "You're offline" })).toBeVisible();
    const reloaded = page.waitForEvent('framenavigated');
    await context.setOffline(false);
    await reloaded;
    await expect(page.getByRole('heading', { name: "You're offline" })).toHaveCount(0);
  });
});
