import { readdirSync } from 'node:fs';
import { CASES } from '@/tests/support/seed/markets';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

/** Every page of the app, by its folder. */
const PAGES = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`)
  .map((path) => path.replace('[dimension]', CASES.usual))
  .sort();

/** What browsers in containers name; the first two throw as they are used, the last is an offset. */
const ZONES = ['Etc/Unknown', 'Nowhere/Land', '+05:30'];

for (const zone of ZONES) {
  test(`every page lives in a browser whose zone is ${zone}`, async ({ page, allow }) => {
    test.setTimeout(120_000);
    allow(/40[0-9] /);
    await page.addInitScript((name) => {
      const { resolvedOptions } = Intl.DateTimeFormat.prototype;
      Intl.DateTimeFormat.prototype.resolvedOptions = function (this: Intl.DateTimeFormat) {
        return { ...resolvedOptions.call(this), timeZone: name };
      };
    }, zone);
    expect(PAGES.length).toBeGreaterThan(8);
    for (const path of PAGES) {
      const answer = await page.goto(seeded() + path);
      await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toHaveCount(0);
      // The closed mailbox is a page without times.
      if (answer?.status() !== 401) await expect(page.getByText(/Times are in /)).toBeVisible();
    }
    await page.goto(seeded());
    if (zone !== '+05:30') {
      await expect(
        page.getByText("Times are in UTC, since this browser's time zone is unknown."),
      ).toBeVisible();
    }
    await expect(page.locator('input[name="timeZone"]').first()).toHaveValue('');
  });
}
