import type { Browser } from '@playwright/test';

/** Whatever begins by itself has ended by then. */
const SETTLED_MS = 2_000;

const SECONDS = 5;
const STEP_PX = 60;

/** How regularly frames come while the window scrolls by 60 px a frame, 100 rows a second. */
export async function scrolls(browser: Browser, origin: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(origin);
  await page.locator('tr[data-place] svg[role="img"]').first().waitFor();
  await page.waitForTimeout(SETTLED_MS);
  const { frames, idle } = await page.evaluate(
    async ({ milliseconds, step }) => {
      const found: Record<'idle' | 'frames', number[]> = { idle: [], frames: [] };
      for (const kind of ['idle', 'frames'] as const) {
        const start = performance.now();
        let last = start;
        while (last - start < milliseconds) {
          const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
          found[kind].push(now - last);
          last = now;
          if (kind === 'frames') window.scrollBy(0, step);
        }
      }
      return { idle: found.idle.slice(1), frames: found.frames.slice(1) };
    },
    { milliseconds: SECONDS * 1000, step: STEP_PX },
  );
  for (const [name, gaps] of Object.entries({ idle, scrolling: frames })) {
    const sorted = [...gaps].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    const late = gaps.filter((gap) => gap > 25).length;
    console.log(
      `${name}: ${(gaps.length / SECONDS).toFixed(1)} frames a second, median ${at(0.5)} ms, p95 ${at(0.95)} ms, ` +
        `largest ${at(1)} ms, ${late} of ${gaps.length} late`,
    );
  }
  await context.close();
}
