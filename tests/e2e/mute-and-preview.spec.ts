import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { linkIn } from './support/mails';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Signs up and confirms by REST; answers the address of the page to manage it. */
async function subscribed(page: Page, email: string): Promise<string> {
  await page.request.post(`${seeded()}/api/emails`, { data: { email } });
  const token = new URL(await linkIn(email, '/confirm')).searchParams.get('token');
  const { manage } = await (
    await page.request.post(`${seeded()}/api/emails/confirm`, { data: { token } })
  ).json();
  return manage;
}

/** A link to mute needs a purpose of its own; that to manage may do the same, and both pages are one. */
const muteUrl = (manage: string, dimension: string) =>
  `${manage.replace('/manage?', '/mute?')}&dimension=${encodeURIComponent(dimension)}&for=day`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a coin is muted by a button, listed on the page to manage, and unmuted', async ({ page }) => {
      const manage = await subscribed(page, `mute-${javaScriptEnabled}@test.example`);
      await page.goto(muteUrl(manage, '*:SOL-*'));
      await expect(page.getByRole('heading', { name: 'Mute SOL on all exchanges' })).toBeVisible();
      await page.goto(manage);
      await expect(page.getByRole('heading', { name: 'Muted' })).toHaveCount(0);

      await page.goto(muteUrl(manage, '*:SOL-*'));
      await page.getByRole('button', { name: 'Mute permanently' }).click();
      await page.goto(manage);
      await expect(page.getByText('SOL on all exchanges: muted permanently')).toBeVisible();
      await page.getByRole('button', { name: 'Unmute SOL on all exchanges' }).click();
      await expect(page.getByText('Unmuted.')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Muted' })).toHaveCount(0);

      await page.goto(muteUrl(manage, 'kraken:BTC-USD'));
      await page.getByRole('button', { name: 'Mute for a day' }).click();
      await page.goto(muteUrl(manage, 'kraken:BTC-USD'));
      await expect(page.getByText(/^Alerts about BTC-USD on Kraken for .* are muted until /)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Unmute' })).toBeVisible();
    });
  });
}

test('the form tells as one types how many mails it would be', async ({ page }) => {
  await page.goto(seeded());
  const form = page.getByRole('region', { name: 'Get the mail' });
  await expect(form.getByLabel('Tell me of')).toContainText(/price \(\d+ mails? a week\)/);
  await form.getByLabel('Times its average').fill('2');
  await expect(form.getByText(/^In the last 24 hours this would have been .*mail/)).toBeVisible();
});

test('a misspelt market is told while it is typed', async ({ page, allow }) => {
  // Of an answer of 400 the browser itself complains in the console.
  allow(/400/);
  await page.goto(seeded());
  const form = page.getByRole('region', { name: 'Get the mail' });
  await form.getByLabel('Where').fill('gate:PEPE-USTD');
  await expect(form.getByText('Did you mean gate:PEPE-USDT')).toBeVisible();
});

for (const [failure, answer, says] of [
  ['the server fails', { status: 503, body: '{}' }, "We can't tell how many mails this would be right now."],
  [
    'what it says is no preview',
    { status: 200, body: '{}' },
    "We can't tell how many mails this would be right now.",
  ],
  [
    'it is not even JSON',
    { status: 502, body: '<html>' },
    "We can't tell how many mails this would be right now.",
  ],
  ['too many ask', { status: 429, body: '{}' }, 'Too many previews at once.'],
  ['there is no network', null, "We can't tell how many mails this would be right now."],
] as const) {
  test(`the form says something where ${failure}`, async ({ page, allow }) => {
    allow(/status of 429|status of 50\d|ERR_FAILED|^(?:429|50\d) \S+\/api\/watches\/preview$/);
    await page.route('**/api/watches/preview', (route) =>
      answer === null ? route.abort() : route.fulfill(answer),
    );
    await page.goto(seeded());
    const form = page.getByRole('region', { name: 'Get the mail' });
    await form.getByLabel('Times its average').fill('2');
    await expect(form.getByText(says)).toBeVisible();
  });
}

test('so does the page to manage', async ({ page }) => {
  await page.goto(await subscribed(page, 'preview@test.example'));
  await page.getByRole('group', { name: 'Watch 1' }).getByLabel('Times its average').fill('2.5');
  await expect(page.getByText(/^In the last 24 hours this would have been /)).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a button leads to a page that tells it, without the address in its own', async ({ page }) => {
    await page.goto(seeded());
    const form = page.getByRole('region', { name: 'Get the mail' });
    await form.getByLabel('Tell me of').selectOption('price');
    await form.getByLabel('Where').fill('*:PEPE-*');
    await form.getByLabel('E-mail address').fill('secret@test.example');
    await form.getByRole('button', { name: 'How many mails would this be?' }).click();
    await expect(page.getByText('price of PEPE on all exchanges, above 3 times its average')).toBeVisible();
    await expect(
      page.getByText(/^In the last 24 hours this would have been 1 mail about 1 alert/),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'gate:PEPE-USDT' })).toBeVisible();
    expect(page.url()).not.toContain('secret');
  });
});

test('axe finds nothing on these pages, nor do they scroll sideways', async ({ page }) => {
  test.slow();
  const manage = await subscribed(page, 'axe-mute@test.example');
  const watches = encodeURIComponent('[{"metric":"price","threshold":3}]');
  await page.request.post(manage.replace('/manage?', '/api/emails/mutes?'), {
    data: { dimension: '*:ADA-*', for: 'ever' },
  });
  const pages = [muteUrl(manage, '*:SOL-*'), muteUrl(manage, '*:ADA-*'), manage];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const url of [...pages, `${seeded()}/preview?watches=${watches}`]) {
      await page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 390, height: 900 });
      await page.goto(url);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect([url, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([url, []]);
      await page.setViewportSize({ width: 320, height: 700 });
      expect([url, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([url, 320]);
    }
  }
});
