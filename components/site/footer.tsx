import { ZoneNote } from '@/components/time/zone-note';

export function Footer() {
  return (
    <footer className="mt-12 border-t border-hairline text-muted">
      <div className="page flex flex-wrap items-baseline gap-x-6 py-3 text-xs">
        <p>
          <ZoneNote /> A baseline is the 24 hours before the latest observation.
        </p>
        <p className="ml-auto max-sm:ml-0">
          <a href="/api/health" className="target underline underline-offset-2 hover:text-ink">
            Health
          </a>
        </p>
      </div>
    </footer>
  );
}
