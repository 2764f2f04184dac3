import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { linkIn } from './support/mails';
import { expect, test } from './support/test';
import { seeded } from './support/worlds';

/** One for all tests: a client may sign up twenty times in ten minutes. */
let manageUrl: string | undefined;

/** Returns the address of a page to manage these watches. */
async function managing(page: Page, watches: object[]): Promise<string> {
  if (manageUrl === undefined) {
    const email = 'rows@test.example';
    await page.request.post(`${seeded()}/api/emails`, { data: { email } });
    const token = new URL(await linkIn(email, '/confirm')).searchParams.get('token');
    const answer = await page.request.post(`${seeded()}/api/emails/confirm`, { data: { token } });
    manageUrl = String((await answer.json()).manage);
  }
  const token = new URL(manageUrl).searchParams.get('token');
  await page.request.put(`${seeded()}/api/emails/watches?token=${token}`, { data: { watches } });
  return manageUrl;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a wrong field is said at the field, and all others are kept', async ({ page, allow }) => {
      allow(/400/);
      await page.goto(seeded());
      const front = page.getByRole('region', { name: 'Get the mail' });
      await front.getByLabel('Tell me of').selectOption('volume');
      await front.getByLabel('Where').fill('PEPEE');
      const threshold = front.getByLabel('Times its average');
      await threshold.clear();
      await threshold.pressSequentially('2,5');
      await expect(threshold).toHaveValue('2,5');
      await front.getByLabel('E-mail address').fill('kept@test.example');
      await front.getByRole('button', { name: 'Notify me' }).click();

      await expect(page.getByRole('heading', { name: 'Sign up' })).toBeVisible();
      await expect(page.getByText('Check the marked fields')).toBeVisible();
      const where = page.getByLabel('Where');
      await expect(where).toHaveValue('PEPEE');
      await expect(where).toHaveAccessibleDescription(/^We don't know "PEPEE"\. Did you mean PEPE/);
      await expect(page.getByLabel('Tell me of')).toHaveValue('volume');
      await expect(page.getByLabel('Times its average')).toHaveValue('2,5');
      await expect(page.getByLabel('E-mail address')).toHaveValue('kept@test.example');
      expect(page.url()).toBe(`${seeded()}/confirm?problem=bad-request`);

      if (javaScriptEnabled) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        // A client may sign up twenty times in ten minutes: one of these is enough.
        return;
      }
      await where.fill('pepe');
      await page.getByRole('button', { name: 'Notify me' }).click();
      await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
      await page.goto(await linkIn('kept@test.example', '/confirm'));
      await expect(page.getByRole('listitem')).toHaveText('PEPE volume above 2.5×');
    });

    test('so are a number and an address, from the form of a market', async ({ page }) => {
      await page.goto(`${seeded()}/markets/kraken:ETH-USD?metric=volume`);
      await page.getByLabel('Direction').selectOption('below');
      await page.getByLabel('Times', { exact: true }).fill('5000');
      await page.getByLabel('E-mail address').fill('you@localhost');
      await page.getByRole('button', { name: 'Notify me' }).click();
      await expect(page.getByLabel('Times its average')).toHaveAccessibleDescription(
        'Enter a number from 1.25 to 1000, such as 3.',
      );
      await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(
        /^Enter one e-mail address/,
      );
      await expect(page.getByLabel('Where')).toHaveValue('kraken:ETH-USD');
      await expect(page.getByLabel('Direction')).toHaveValue('below');
      await expect(page.getByLabel('Tell me of')).toHaveValue('volume');
    });

    test('one wrong row of the form to manage discards nothing', async ({ page, allow }) => {
      allow(/400/);
      await page.goto(await managing(page, [{ metric: 'price' }, { dimension: 'BTC', threshold: 4 }]));
      const row = (name: string) => page.getByRole('group', { name });
      await row('Watch 1').getByLabel('Metric').selectOption('quote_volume');
      await row('Watch 1').getByLabel('Times its average').fill('2,5');
      await row('Watch 2').getByLabel('Remove').check();
      await row('Add one').getByLabel('Market').fill('nonsense');
      await page.getByLabel('Time zone').fill('Berlin');
      await page.getByRole('button', { name: 'Save' }).click();

      await expect(page.getByText('Check the marked fields')).toBeVisible();
      await expect(row('Add one').getByLabel('Market')).toHaveAccessibleDescription(
        /^We don't know "nonsense"/,
      );
      await expect(row('Watch 1').getByLabel('Metric')).toHaveValue('quote_volume');
      await expect(row('Watch 1').getByLabel('Times its average')).toHaveValue('2,5');
      await expect(row('Watch 2').getByLabel('Remove')).toBeChecked();
      await expect(page.getByLabel('Time zone')).toHaveValue('Berlin');
      await expect(page.getByLabel('Time zone')).toHaveAccessibleDescription(
        /^Enter the name of a time zone/,
      );

      await page.getByLabel('Time zone').fill('Europe/Berlin');
      await row('Add one').getByLabel('Market').fill('eth/usd');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Saved.')).toBeVisible();
      await expect(row('Watch 1').getByLabel('Metric')).toHaveValue('quote_volume');
      await expect(row('Watch 1').getByLabel('Times its average')).toHaveValue('2.5');
      await expect(row('Watch 2').getByLabel('Market')).toHaveValue('*:ETH-USD');
      await expect(row('Watch 2').getByLabel('Times its average')).toHaveValue('3');
      await expect(row('Watch 3')).toHaveCount(0);
    });
  });
}

test('the browser says what to type instead of 1e2', async ({ page }) => {
  await page.goto(seeded());
  const threshold = page.getByRole('region', { name: 'Get the mail' }).getByLabel('Times its average');
  for (const [typed, fits] of [
    ['1e2', false],
    ['2,5', true],
    ['2.5', true],
  ] as const) {
    await threshold.fill(typed);
    expect(await threshold.evaluate((field: HTMLInputElement) => field.checkValidity())).toBe(fits);
  }
  await expect(threshold).toHaveAttribute('title', 'A number from 1.25 to 1000, such as 3 or 2.5');
  await expect(threshold).toHaveAttribute('inputmode', 'decimal');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a preview of a wrong field leads back to the form', async ({ page }) => {
    await page.goto(seeded());
    const front = page.getByRole('region', { name: 'Get the mail' });
    await front.getByLabel('Where').fill('nonsense');
    await front.getByLabel('E-mail address').fill('kept@test.example');
    await front.getByRole('button', { name: 'How many mails would this be?' }).click();
    await expect(page.getByLabel('Where')).toHaveAccessibleDescription(/^We don't know "nonsense"/);
    await expect(page.getByLabel('E-mail address')).toHaveValue('kept@test.example');
  });
});
