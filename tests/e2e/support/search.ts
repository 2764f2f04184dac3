import type { Page } from '@playwright/test';
import { expect } from './test';

export const searchField = (page: Page) => page.getByRole('combobox', { name: 'Search markets and metrics' });

/** The header names the keys of this machine as soon as it hears them. */
export async function untilSearchable(page: Page): Promise<void> {
  await page.getByText('Ctrl K').waitFor({ state: 'attached' });
}

/** Opens the search by a key. What is typed before it has loaded goes nowhere. */
export async function openSearch(page: Page, key = 'Control+k'): Promise<void> {
  await untilSearchable(page);
  await page.keyboard.press(key);
  await expect(searchField(page)).toBeFocused();
}
