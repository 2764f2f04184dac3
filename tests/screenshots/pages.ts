import { away, broken, deaf, empty, old, seeded } from '@/tests/e2e/support/worlds';
import { CASES } from '@/tests/support/seed/markets';

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
    mailbox: `${seeded()}/mailbox`,
    'mailbox-empty': `${empty()}/mailbox`,
    'confirm-sent': `${seeded()}/confirm?sent=1`,
    'confirm-dead-link': `${seeded()}/confirm?token=none`,
    manage: `${seeded()}/manage?token=none`,
    unsubscribe: `${seeded()}/unsubscribe?token=none`,
    'no-such-page': `${seeded()}/nowhere`,
  };
}
