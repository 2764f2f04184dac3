import { Suspense } from 'react';
import { OpenAlerts } from '@/components/alerts/open-alerts';
import { SearchButton } from '@/components/search/search-button';
import { ZoneSwitch } from '@/components/time/zone-switch';
import { Link } from '@/components/ui/link';
import { ThemeToggle } from '@/components/ui/theme';
import { NavLink } from './nav-link';

/** On a phone it has two lines: whose page this is and how it is shown, and below where to go. */
export function Header() {
  return (
    <header className="border-b border-hairline">
      <div className="page flex min-h-12 flex-wrap items-center gap-x-1 sm:gap-x-2">
        <Link href="/" className="target mr-auto font-semibold tracking-tight sm:mr-3">
          Crypto Metrics Tracker
        </Link>
        <div className="order-last flex basis-full items-center justify-between gap-x-2 sm:order-none sm:flex-1 sm:basis-auto">
          <nav aria-label="Main" className="flex gap-x-3 sm:gap-x-4">
            <NavLink href="/">Markets</NavLink>
            <NavLink href="/alerts">
              Alerts
              <Suspense>
                <OpenAlerts />
              </Suspense>
            </NavLink>
            <NavLink href="/sources">Sources</NavLink>
            <NavLink href="/api-docs">API</NavLink>
          </nav>
          <SearchButton />
        </div>
        <ZoneSwitch />
        <ThemeToggle />
      </div>
    </header>
  );
}
