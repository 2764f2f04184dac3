import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { linkIn, statusOf } from './support/mails';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

const MAX_TABS = 80;

/** Goes there by Tab alone, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('the keyboard does not get there');
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto(seeded());
  await tabTo(page, page.getByLabel('Times its average'));
  await page.keyboard.type('2.5');
  await tabTo(page, page.getByLabel('E-mail address'));
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('from sign-up to silence by keyboard', async ({ page }) => {
      test.slow();
      const email = `keys-${javaScriptEnabled}@test.example`;
      await signUp(page, email);

      await page.goto(await linkIn(email, '/confirm'));
      await expect(page.getByText(email)).toBeVisible();
      await expect(page.getByRole('listitem').getByText('price of any market above 2.5×')).toBeVisible();
      expect(await statusOf(email)).toBe('pending');
      const confirm = page.url();
      await press(page, 'Start alerts');
      await expect(page.getByText('Your address is confirmed')).toBeVisible();
      expect(await statusOf(email)).toBe('confirmed');
      const manage = page.url();
      await page.goto(confirm);
      await expect(page.getByText('gets these alerts already')).toBeVisible();
      await press(page, 'Manage alerts');
      await expect(page.getByRole('heading', { name: 'Manage alerts' })).toBeVisible();

      const first = page.getByRole('group', { name: 'Watch 1' });
      await expect(first.getByLabel('Times its average')).toHaveValue('2.5');
      const added = page.getByRole('group', { name: 'Add one' });
      await tabTo(page, added.getByLabel('Market'));
      await page.keyboard.type('*:BTC-*');
      await press(page, 'Save');
      await expect(page.getByText('Saved.')).toBeVisible();
      const second = page.getByRole('group', { name: 'Watch 2' });
      await expect(second.getByLabel('Market')).toHaveValue('*:BTC-*');
      await expect(second.getByLabel('Times its average')).toHaveValue('3');

      await tabTo(page, first.getByLabel('Remove'));
      await page.keyboard.press('Space');
      await press(page, 'Save');
      await expect(page.getByText('Saved.')).toBeVisible();
      await expect(second).toHaveCount(0);
      await expect(first.getByLabel('Market')).toHaveValue('*:BTC-*');

      await press(page, 'Unsubscribe');
      await expect(page.getByText("You're unsubscribed")).toBeVisible();
      expect(await statusOf(email)).toBe('silenced');
      await page.goto(manage);
      await expect(page.getByText('is unsubscribed. Sign up again')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
      await tabTo(page, page.getByText('Delete my data'));
      await page.keyboard.press('Enter');
      await press(page, 'Delete permanently');
      await expect(page.getByText('Your address is deleted')).toBeVisible();
      expect(await statusOf(email)).toBeUndefined();
      await page.goto(manage);
      await expect(
        page.getByRole('heading', { name: 'This link has expired or is incomplete' }),
      ).toBeVisible();
    });

    test('emails that anybody can cause stop by one click, and the page says what to do without one', async ({
      page,
    }) => {
      const email = `stop-${javaScriptEnabled}@test.example`;
      await signUp(page, email);
      await expect(page.getByText('at most 3 of these emails a day')).toBeVisible();
      await page.goto(await linkIn(email, '/unsubscribe'));
      await press(page, "Don't email me again");
      await expect(page.getByText("We won't email you about sign-ups for 90 days.")).toBeVisible();
      expect(await statusOf(email)).toBe('pending');
    });

    test('what is wrong with a form is said on a page', async ({ page }) => {
      await page.goto(seeded());
      // What the browser lets through: its idea of an address has no dot.
      await page.getByLabel('E-mail address').fill('you@localhost');
      await page.getByRole('button', { name: 'Notify me' }).click();
      await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(
        /^Enter one e-mail address/,
      );
    });
  });
}

test('leaving is asked for by anybody, and done on a page', async ({ page, request }) => {
  const email = 'leaver@test.example';
  await signUp(page, email);
  const answer = await request.delete(`${seeded()}/api/emails`, { data: { email } });
  expect(answer.status()).toBe(202);
  const link = await linkIn(email, '/unsubscribe');
  await page.goto(link);
  expect(await statusOf(email)).toBe('pending');
  await press(page, 'Delete my address');
  await expect(page.getByText('Your address is deleted')).toBeVisible();
  expect(await statusOf(email)).toBeUndefined();
});

test('the form says where the mails go while none are sent', async ({ page }) => {
  await page.goto(seeded());
  await expect(page.getByText("Email isn't set up on this server")).toBeVisible();
  await expect(page.getByRole('link', { name: 'local mailbox' })).toHaveAttribute('href', '/mailbox');
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test('axe finds nothing on the pages behind the links, nor do they scroll sideways', async ({
  page,
  request,
}) => {
  test.slow();
  const email = 'axe@test.example';
  await signUp(page, email);
  const confirm = await linkIn(email, '/confirm');
  const token = new URL(confirm).searchParams.get('token');
  const { manage } = await (await request.post(`${seeded()}/api/emails/confirm`, { data: { token } })).json();
  const unsubscribe = manage.replace('/manage?', '/unsubscribe?');
  await signUp(page, 'axe-waiting@test.example');
  const waiting = await linkIn('axe-waiting@test.example', '/confirm');
  const pages = [
    confirm,
    `${manage}&done=saved`,
    unsubscribe,
    waiting,
    await linkIn(email, '/unsubscribe'),
    ...['/confirm?sent=1', '/confirm?problem=gone', '/manage', '/unsubscribe'].map((path) => seeded() + path),
  ];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const url of pages) {
      await page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 390, height: 900 });
      await page.goto(url);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect([url, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([url, []]);
      await page.setViewportSize({ width: 320, height: 700 });
      expect([url, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([url, 320]);
    }
  }
});
