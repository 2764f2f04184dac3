import type { ReactNode } from 'react';
import type { Source, SourceReport } from '@/lib/queries';
import { SourceRows } from './source-rows';
import { STATES } from './states';

const ORDER = Object.keys(STATES);

/** The worst first, since that is what somebody comes for; among equals by name. */
function byTrouble(a: Source, b: Source): number {
  return ORDER.indexOf(b.state) - ORDER.indexOf(a.state) || a.exchange.localeCompare(b.exchange);
}

export function SourcesTable({ report, nowMs }: { report: SourceReport; nowMs: number }) {
  const sources = [...report.sources].sort(byTrouble);
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">
        Sources, those in trouble first. A dash is a figure that is not known.
      </caption>
      <thead className="text-muted shadow-[inset_0_-1px_var(--edge)]">
        <tr>
          <th scope="col" className="py-2 text-left font-normal">
            source
          </th>
          <Head>last success</Head>
          <Head className="hidden sm:table-cell">latency</Head>
          <Head>markets</Head>
          <Head className="hidden sm:table-cell">refused in 24 h</Head>
          <th scope="col" className="hidden pl-6 font-normal lg:table-cell">
            <span className="flex justify-between">
              <span>24 h ago</span> <span>now</span>
            </span>
          </th>
        </tr>
      </thead>
      {sources.map((source) => (
        <SourceRows key={source.exchange} source={source} cellSeconds={report.cellSeconds} nowMs={nowMs} />
      ))}
    </table>
  );
}

function Head({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={`px-1 py-2 text-right font-normal whitespace-nowrap sm:px-2 ${className}`}>
      {children}
    </th>
  );
}
