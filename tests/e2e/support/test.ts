import { test as base, expect } from '@playwright/test';

export { expect };

/** A page that complains in the console fails its test. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()) && !isMissingPage(message.text())) {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** The browser itself says so of a page that answers 404, which some tests ask for. */
function isMissingPage(text: string): boolean {
  return text.startsWith('Failed to load resource') && text.includes('404');
}
