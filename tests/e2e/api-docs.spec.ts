import { expect, test } from './support/test';
import { seeded } from './support/worlds';

test('tells of every operation, and a shape leads to its description', async ({ page, request }) => {
  const document = await (await request.get(`${seeded()}/api/openapi.json`)).json();
  const methods: string[] = Object.values<object>(document.paths).flatMap((path) => Object.keys(path));
  await page.goto(seeded());
  await page.getByRole('link', { name: 'API', exact: true }).click();
  await expect(page).toHaveTitle(/^API/);
  await expect(page.getByRole('heading', { level: 3, name: /^(get|post|put|delete)/ })).toHaveCount(
    methods.length,
  );
  await page.getByRole('link', { name: 'MetricReport', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'MetricReport' })).toBeInViewport();
});

test('asks a read operation and shows what it answers, be it a refusal', async ({ page }) => {
  await page.goto(`${seeded()}/api-docs`);
  await page.getByText('Try /metrics').click();
  const form = page.locator('form', { hasText: 'dimension, required' });
  await form.getByLabel('range').selectOption('7d');
  await form.getByRole('button', { name: 'Ask' }).press('Enter');
  await expect(page.getByText('200 OK')).toBeVisible();
  await expect(page.getByText('/api/metrics?metric=price&dimension=kraken%3ABTC-USD&range=7d')).toBeVisible();
  await expect(
    page.locator('[aria-live] pre').filter({ hasText: '"dimension": "kraken:BTC-USD"' }),
  ).toBeVisible();
});

test('shows a refusal of what was asked', async ({ page, allow }) => {
  allow(/404/);
  await page.goto(`${seeded()}/api-docs`);
  await page.getByText('Try /metrics').click();
  const form = page.locator('form', { hasText: 'dimension, required' });
  await form.getByLabel('metric, required').fill('prise');
  await form.getByRole('button', { name: 'Ask' }).click();
  await expect(page.getByText('404 Not Found')).toBeVisible();
  await expect(page.getByText('Did you mean price?').filter({ visible: true })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('all of it can be read', async ({ page }) => {
    await page.goto(`${seeded()}/api-docs`);
    await expect(page.getByText(`curl -fsS '${seeded()}/api/list-metrics'`)).toBeVisible();
    await expect(page.getByText('Try /metrics')).toBeHidden();
    await page.getByText('There is no metric or dimension of this name.').first().click();
    await expect(page.getByText('There is no metric "prise".').filter({ visible: true })).toBeVisible();
  });
});
