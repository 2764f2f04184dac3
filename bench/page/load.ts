import type { Browser } from '@playwright/test';

/** Whatever begins by itself has ended by then. */
const SETTLED_MS = 2_000;

const LOADS = 5;
/** As Lighthouse's mobile profile slows a processor down. */
const SLOWER = 4;

/** What the first load transfers, and when its largest part is painted: on a phone's screen and a slow processor. */
export async function loads(browser: Browser, origin: string): Promise<void> {
  const lcp: number[] = [];
  const cls: number[] = [];
  let transferred = new Map<string, { type: string; bytes: number }>();
  for (let i = 0; i < LOADS; i++) {
    const context = await browser.newContext({
      viewport: { width: 412, height: 823 },
      deviceScaleFactor: 1.75,
      isMobile: true,
      hasTouch: true,
    });
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    const requests = new Map<string, { url: string; type: string }>();
    transferred = new Map();
    await devTools.send('Network.enable');
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    devTools.on('Network.responseReceived', ({ requestId, response, type }) => {
      requests.set(requestId, { url: response.url, type });
    });
    devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const request = requests.get(requestId);
      if (request) transferred.set(request.url, { type: request.type, bytes: encodedDataLength });
    });
    await page.addInitScript(observe);
    await page.goto(origin);
    await page.locator('tr[data-place] svg[role="img"]').first().waitFor();
    await page.waitForTimeout(SETTLED_MS);
    const seen = await page.evaluate(() => ({ ...window.seen }));
    lcp.push(seen.lcp);
    cls.push(seen.cls);
    await context.close();
  }
  const all = [...transferred].sort(([, a], [, b]) => b.bytes - a.bytes);
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const sum = (type: string) =>
    all
      .filter(([, request]) => request.type === type)
      .reduce((bytes, [, request]) => bytes + request.bytes, 0);
  console.log(
    `first load: scripts ${kB(sum('Script'))}, page ${kB(sum('Document'))}, ${all.length} requests`,
  );
  console.log('largest requests:');
  for (const [url, { bytes }] of all.slice(0, 5))
    console.log(`  ${kB(bytes)}  ${url.replace(origin, '').slice(0, 80)}`);
  console.log(
    `processor slowed ${SLOWER} times, ${LOADS} loads: LCP ${lcp.map(Math.round).join(', ')} ms; CLS ${cls.map((value) => value.toFixed(3)).join(', ')}`,
  );
}

declare global {
  interface Window {
    seen: { lcp: number; cls: number };
  }
}

function observe(): void {
  window.seen = { lcp: 0, cls: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry) window.seen.cls += Number(entry.value);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
