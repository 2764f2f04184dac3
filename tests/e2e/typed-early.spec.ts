import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

/** All scripts of a page are fetched and run before it answers. */
const WITH_SCRIPTS = { timeout: 15_000 };

/** The front page as it stands before any of its scripts has come; they come when the answer is called. */
async function beforeScripts(context: BrowserContext): Promise<[page: Page, release: () => void]> {
  const page = await context.newPage();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(seeded(), { waitUntil: 'domcontentloaded' });
  return [page, release];
}

test('a threshold typed before the page listens is heard', async ({ context }) => {
  const [page, release] = await beforeScripts(context);
  const form = page.getByRole('region', { name: 'Get the mail' });
  await form.getByLabel('Times its average').fill('2');
  release();
  await expect(form.getByText(/^In the last 24 hours this would have been .*mail/)).toBeVisible(WITH_SCRIPTS);
  await expect(form.getByLabel('Times its average')).toHaveValue('2');
});

test('so is a market to narrow the ranking by', async ({ context }) => {
  const [page, release] = await beforeScripts(context);
  await page.getByLabel('Market', { exact: true }).fill('eth');
  release();
  await expect(page).toHaveURL(/q=eth/, WITH_SCRIPTS);
  await expect(page.getByLabel('Market', { exact: true })).toHaveValue('eth');
});

test('a field that was left again follows the ranking from then on', async ({ context }) => {
  const [page, release] = await beforeScripts(context);
  const market = page.getByLabel('Market', { exact: true });
  await market.fill('eth');
  await market.blur();
  release();
  await expect(page).toHaveURL(/q=eth/, WITH_SCRIPTS);
  await expect(market).toHaveValue('eth');
  await page.goBack();
  await expect(page).not.toHaveURL(/q=/);
  await expect(market).toHaveValue('');
});

test('an untouched page asks for nothing of the kind', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(seeded());
  // What its scripts begin by themselves has been asked for by then.
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => url.includes('/api/watches/preview'))).toEqual([]);
  expect(page.url()).not.toContain('q=');
});
