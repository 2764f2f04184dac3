import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`where the frame of all pages fails, it is said in ${colorScheme}, with a way to try again`, async ({
    page,
    allow,
  }) => {
    allow(/no media here|recreate this component tree|Minified React error/);
    await page.emulateMedia({ colorScheme });
    await page.addInitScript(() => {
      const { matchMedia } = window;
      window.matchMedia = (query) => {
        if (Reflect.get(window, 'mended') !== true) throw new Error('no media here');
        return matchMedia.call(window, query);
      };
    });
    await page.goto(`${seeded()}/confirm?sent=1`);
    await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
    await expect(page.getByText('in this browser')).toBeVisible();
    await expect(page).toHaveTitle(/could not be shown/);
    const { fontFamily, background } = await page.evaluate(() => ({
      fontFamily: getComputedStyle(document.body).fontFamily,
      background: getComputedStyle(document.documentElement).backgroundColor,
    }));
    expect(fontFamily).toMatch(/^sans|geist/i);
    expect(background).toBe(colorScheme === 'dark' ? 'rgb(10, 10, 10)' : 'rgb(255, 255, 255)');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.screenshot({ path: `test-results/global-error-${colorScheme}.png` });
    await page.evaluate(() => {
      Reflect.set(window, 'mended', true);
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
  });
}
