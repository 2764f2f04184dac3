import { CASES } from '@/tests/support/seed/markets';
import { expect, test } from './support/test';
import { away, seeded } from './support/worlds';

const meta = (name: string) => `meta[property="${name}"], meta[name="${name}"]`;

test('a market is shown elsewhere by its name and its graph', async ({ page, request }) => {
  await page.goto(`${seeded()}/markets/${CASES.usual}?metric=volume`);
  await expect(page.locator(meta('og:title'))).toHaveAttribute('content', /^BTC-USD on Kraken/);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute(
    'href',
    `${seeded()}/markets/${CASES.usual}`,
  );
  const address = (await page.locator(meta('og:image')).getAttribute('content')) ?? '';
  expect(address.startsWith(`${seeded()}/`)).toBe(true);
  expect(new URL(address).searchParams.get('metric')).toBe('volume');
  const picture = await request.get(address);
  expect(picture.headers()['content-type']).toBe('image/png');
  const bytes = await picture.body();
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
});

for (const path of ['/', '/alerts', '/sources', '/api-docs']) {
  test(`${path} has a name, a description and a picture`, async ({ page, request }) => {
    await page.goto(seeded() + path);
    await expect(page).toHaveTitle(/Crypto Metrics Tracker/);
    await expect(page.locator(meta('description'))).toHaveAttribute('content', /.{40}/);
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute(
      'href',
      seeded() + (path === '/' ? '' : path),
    );
    const address = (await page.locator(meta('og:image')).getAttribute('content')) ?? '';
    expect((await request.get(address)).headers()['content-type']).toBe('image/png');
  });
}

test('the icons and the manifest are there', async ({ page, request }) => {
  await page.goto(seeded());
  const links = page.locator('link[rel="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]');
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.length).toBeGreaterThanOrEqual(4);
  const manifest = await (await request.get(`${seeded()}/manifest.webmanifest`)).json();
  const icons: string[] = manifest.icons.map(({ src }: { src: string }) => src);
  for (const address of [...addresses, ...icons, '/favicon.ico']) {
    expect([address, (await request.get(new URL(address, seeded()).href)).status()]).toEqual([address, 200]);
  }
});

test('search engines are told of every page, and of nothing private', async ({ request }) => {
  const robots = await (await request.get(`${seeded()}/robots.txt`)).text();
  expect(robots).toContain('Disallow: /manage');
  expect(robots).toContain(`Sitemap: ${seeded()}/sitemap.xml`);
  const xml = await (await request.get(`${seeded()}/sitemap.xml`)).text();
  const pages = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, page]) => page);
  expect(pages).toContain(`${seeded()}/markets/${CASES.usual}`);
  expect(pages.length).toBeGreaterThan(130);
  for (const page of pages.slice(0, 6)) expect((await request.get(page ?? '')).status()).toBe(200);
  expect((await request.get(`${seeded()}/sitemaps/1`)).status()).toBe(200);
  expect((await request.get(`${seeded()}/sitemaps/2`)).status()).toBe(404);
  expect((await request.get(`${away()}/sitemap.xml`)).status()).toBe(503);
});

test('without a network the page says so, and that it is over', async ({ page, context, allow }) => {
  allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(`${seeded()}/sources`);
  await expect(page.getByText('You are offline')).toHaveCount(0);
  await context.setOffline(true);
  await expect(page.getByText('You are offline')).toBeVisible();
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline')).toHaveCount(0);
});

test('a page is shown before any of its scripts is asked for', async ({ context }) => {
  const page = await context.newPage();
  // No frame is made and none told of: for the page it is as if it were never painted.
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    window.PerformanceObserver.prototype.observe = () => undefined;
  });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') asked.push(request.url());
  });
  await page.goto(seeded(), { waitUntil: 'load' });
  await expect(page.getByRole('table')).toContainText('PEPE-USDT');
  expect(asked).toEqual([]);
});

test('a browser that does not tell of its paint gets its scripts all the same', async ({ page }) => {
  await page.addInitScript(() => {
    window.PerformanceObserver.prototype.observe = () => undefined;
  });
  await page.goto(seeded());
  await expect(page.locator('script[type="after-paint"]')).toHaveCount(0);
});

test('its scripts come of themselves once it was, and nothing is left of how they waited', async ({
  page,
}) => {
  await page.goto(seeded());
  await expect(page.locator('script[src*="/_next/"][async]')).not.toHaveCount(0);
  await expect(page.locator('script[type="after-paint"]')).toHaveCount(0);
});
