import { expect, it } from 'vitest';
import { sitemap, sitemapEntries, sitemapFile } from '@/components/site/sitemap';

const ORIGIN = 'https://metrics.example.com';
const markets = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `gate:A${i}-USDT`, lastSeenMs: Date.UTC(2026, 10, 24) }));

it('names each page and each market, with what XML must not hold escaped', () => {
  const xml = sitemap(sitemapEntries([{ name: "gate:A/'&-USDT", lastSeenMs: null }]), ORIGIN);
  expect(xml).toContain('<url><loc>https://metrics.example.com/</loc></url>');
  expect(xml).toContain('<url><loc>https://metrics.example.com/sources</loc></url>');
  expect(xml).toContain('<url><loc>https://metrics.example.com/markets/gate:A%2F&apos;%26-USDT</loc></url>');
});

it('says when a market was last seen', () => {
  expect(sitemap(sitemapEntries(markets(1)), ORIGIN)).toContain(
    '<lastmod>2026-11-24T00:00:00.000Z</lastmod>',
  );
});

it('is an index of files where one may not hold all', () => {
  const entries = sitemapEntries(markets(50_001));
  const index = sitemap(entries, ORIGIN);
  expect(index.match(/<loc>.*<\/loc>/g)).toEqual([
    '<loc>https://metrics.example.com/sitemaps/1</loc>',
    '<loc>https://metrics.example.com/sitemaps/2</loc>',
  ]);
  expect(sitemapFile(entries, ORIGIN, 1)?.match(/<url>/g)).toHaveLength(50_000);
  expect(sitemapFile(entries, ORIGIN, 2)?.match(/<url>/g)).toHaveLength(entries.length - 50_000);
  expect(sitemapFile(entries, ORIGIN, 3)).toBeNull();
});
