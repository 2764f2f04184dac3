import Link from 'next/link';
import { ThemeToggle } from '@/components/ui/theme';

export function Header() {
  return (
    <header className="border-b border-hairline">
      <div className="page flex min-h-12 flex-wrap items-center gap-x-2 sm:gap-x-6">
        <Link href="/" className="target font-semibold tracking-tight">
          Crypto Metrics Tracker
        </Link>
        <nav aria-label="Main" className="ml-auto flex gap-x-3 sm:gap-x-5">
          <Link href="/" className="target text-muted hover:text-ink">
            Markets
          </Link>
          <Link href="/sources" className="target text-muted hover:text-ink">
            Sources
          </Link>
          <a href="/api/list-metrics" className="target text-muted hover:text-ink">
            API
          </a>
        </nav>
        <ThemeToggle />
      </div>
    </header>
  );
}
