import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { linkIn } from '@/tests/e2e/support/mails';
import { openSearch, searchField } from '@/tests/e2e/support/search';
import { away, broken, deaf, empty, mailboxLink, old, seeded } from '@/tests/e2e/support/worlds';
import { CASES } from '@/tests/support/seed/markets';

/** Those that are looked at in more widths. */
export const RESPONSIVE = ['front', 'market', 'alerts'];

const WATCHES = JSON.stringify([{ metric: 'price', threshold: 1.25 }]);

/** Each page, and each state in which it looks different, by the name of its picture. */
export function pages(): Record<string, string> {
  return {
    front: seeded(),
    'front-filtered': `${seeded()}/?metric=volume&exchange=kraken&sort=ratio`,
    'front-nothing-fits': `${seeded()}/?q=zzzz`,
    'front-empty': empty(),
    'front-no-source': deaf(),
    'front-no-database': away(),
    'front-old': old(),
    'front-fault': broken(),
    market: `${seeded()}/markets/${CASES.usual}`,
    'market-jump': `${seeded()}/markets/${CASES.jump}`,
    'market-gap': `${seeded()}/markets/${CASES.gap}`,
    'market-refused': `${seeded()}/markets/${CASES.refused}`,
    'market-pending': `${seeded()}/markets/${CASES.pending}`,
    'market-alone': `${seeded()}/markets/${CASES.alone}`,
    'market-young': `${seeded()}/markets/${CASES.young}`,
    'market-stale': `${seeded()}/markets/${CASES.stale}`,
    'market-old': `${old()}/markets/${CASES.usual}`,
    'market-unknown': `${seeded()}/markets/kraken:BTC-USDX`,
    'market-empty': `${empty()}/markets/${CASES.usual}`,
    'market-no-database': `${away()}/markets/${CASES.usual}`,
    alerts: `${seeded()}/alerts`,
    'alerts-empty': `${empty()}/alerts`,
    sources: `${seeded()}/sources`,
    'sources-empty': `${empty()}/sources`,
    'sources-no-database': `${away()}/sources`,
    'api-docs': `${seeded()}/api-docs`,
    'mailbox-closed': `${seeded()}/mailbox`,
    mailbox: mailboxLink('seeded'),
    'mailbox-empty': mailboxLink('empty'),
    'confirm-sent': `${seeded()}/confirm?sent=1`,
    'confirm-dead-link': `${seeded()}/confirm?token=none`,
    preview: `${seeded()}/preview?watches=${encodeURIComponent(WATCHES)}`,
    'no-such-page': `${seeded()}/nowhere`,
  };
}

interface State {
  url: string;
  /** What is done there before the picture is taken. */
  enter: (page: Page) => Promise<void>;
  /** False where it is about the window, and not about the page below. */
  isWhole?: boolean;
}

/** What a page becomes under somebody's hands. The network is away last: it stays so. */
export function states(): Record<string, State> {
  return {
    search: { url: seeded(), isWhole: false, enter: search },
    manage: { url: seeded(), enter: manage },
    'manage-faults': { url: seeded(), enter: manageFaults },
    'sign-up-faults': { url: seeded(), enter: signUpFaults },
    unsubscribe: { url: seeded(), enter: unsubscribe },
    confirm: { url: seeded(), enter: (page) => openEmailed(page, '/confirm') },
    'stop-emails': { url: seeded(), enter: (page) => openEmailed(page, '/unsubscribe') },
    'market-offline': {
      url: `${seeded()}/markets/${CASES.usual}`,
      isWhole: false,
      enter: async (page) => {
        await page.context().setOffline(true);
        await page.getByText('You are offline').waitFor();
      },
    },
  };
}

async function search(page: Page): Promise<void> {
  await openSearch(page);
  await searchField(page).fill('btc');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
}

/** A page behind a link of the email to somebody who has just signed up. */
async function openEmailed(page: Page, path: string): Promise<void> {
  const email = `${randomUUID()}@pictures.example`;
  const watches = [{ dimension: '*:BTC-*' }, { metric: 'price', threshold: 5 }];
  const data = { email, watches, timeZone: 'Europe/Berlin' };
  await page.request.post(`${seeded()}/api/emails`, { data });
  await page.goto(await linkIn(email, path));
}

async function manage(page: Page): Promise<void> {
  const email = `${randomUUID()}@pictures.example`;
  await page.request.post(`${seeded()}/api/emails`, { data: { email } });
  await page.goto(await linkIn(email, '/confirm'));
  await page.getByRole('button', { name: 'Start alerts' }).click();
  await page.getByText('Your address is confirmed').waitFor();
}

async function manageFaults(page: Page): Promise<void> {
  await manage(page);
  const added = page.getByRole('group', { name: 'Add one' });
  await added.getByLabel('Market').fill('nonsense');
  await page.getByLabel('Time zone').fill('Berlin');
  await added.getByLabel('Direction').selectOption('below');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Check the marked fields').waitFor();
}

async function signUpFaults(page: Page): Promise<void> {
  const fold = page.getByText('Mail me when a market is unusual');
  if (await fold.isVisible()) await fold.click();
  await page.getByLabel('Where').fill('PEPEE');
  await page.getByLabel('Times its average').fill('1,2');
  await page.getByLabel('E-mail address').fill('you@localhost');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await page.getByText('Check the marked fields').waitFor();
}

async function unsubscribe(page: Page): Promise<void> {
  await manage(page);
  await page.goto(page.url().replace('/manage', '/unsubscribe'));
}
