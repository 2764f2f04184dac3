import { test as base, expect, type Page } from '@playwright/test';
import { shiftClock } from './shift-clock';

export { expect };

interface Watched {
  /** Pages go by the clock of the server, where `npm run test:clocks` has shifted that. */
  shifted: undefined;
  /** What this test provokes: complaints that match are passed over. */
  allow: (complaint: RegExp) => void;
}

/**
 * A page that complains in the console (a hydration mismatch does), throws, or asks for something that fails, fails its
 * test. This holds for every page of the test's own context.
 */
export const test = base.extend<Watched>({
  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) waitForHands(page);
    await use(page);
  },
  shifted: [
    async ({ context }, use) => {
      await shiftClock(context);
      await use(undefined);
    },
    { auto: true },
  ],
  allow: [
    async ({ context, javaScriptEnabled }, use) => {
      const complaints: string[] = [];
      const allowed: RegExp[] = [];
      context.on('page', (page) => listen(page, (complaint) => complaints.push(complaint)));
      // What a browser without scripts says of each script that a page names.
      if (javaScriptEnabled === false) allowed.push(/: csp$/);
      await use((complaint) => allowed.push(complaint));
      expect(complaints.filter((complaint) => !allowed.some((one) => one.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * From now on whoever opens a page by its address gets it once it listens: it is painted, and loaded, before its scripts
 * are, and somebody who is as fast as a test would press a button that does nothing yet.
 */
function waitForHands(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...args) => {
    const answer = await goto(...args);
    await listening(page);
    return answer;
  };
  page.reload = async (...args) => {
    const answer = await reload(...args);
    await listening(page);
    return answer;
  };
}

/** React marks what it has taken over. A page without its scripts, such as a picture, has nothing to wait for. */
async function listening(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const scripts = document.querySelector('script[src*="/_next/"]:not([nomodule])');
    const last = [...document.querySelectorAll('main *')].at(-1);
    return (
      scripts === null ||
      last === undefined ||
      Object.keys(last).some((key) => key.startsWith('__reactFiber$'))
    );
  });
}

function listen(page: Page, complain: (complaint: string) => void): void {
  page.on('console', (message) => {
    // The browser's own word about a failed request, which is heard below with its address.
    if (message.text().startsWith('Failed to load resource')) return;
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', (error) => complain(error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What a page no longer waits for when somebody leaves it.
    if (why !== 'net::ERR_ABORTED') complain(`${request.method()} ${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    // Whoever visits a page that is not there is told so by the page, which its test looks at.
    const least = response.request().isNavigationRequest() ? 500 : 400;
    if (response.status() >= least) complain(`${response.status()} ${response.url()}`);
  });
}
