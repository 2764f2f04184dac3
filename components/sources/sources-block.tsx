import { troubleOf } from '@/components/status/trouble';
import { exchangeName } from '@/lib/format/market-name';
import { getSources, type SourceReport } from '@/lib/queries';
import { SourcesTable } from './sources-table';
import { StatesLegend } from './states-legend';

/** Each source, how it is and was. Where there is nothing to read from, or nothing yet, the status line says why. */
export async function SourcesBlock({ nowMs }: { nowMs: number }) {
  const report = await getSources().catch((error: unknown) => {
    troubleOf(error);
    return null;
  });
  const isKnown = report !== null && report.sources.length > 0;
  return (
    <div className="page">
      <h1 className="pt-6 text-xl font-semibold tracking-tight">Sources</h1>
      <p className="mt-1 mb-4 max-w-prose text-muted">
        {isKnown ? summary(report) : 'Each exchange is listed here once something was collected.'}
      </p>
      {isKnown && <SourcesTable report={report} nowMs={nowMs} />}
      <StatesLegend />
    </div>
  );
}

/** `13 of 14 exchanges are well. In trouble: Bitstamp.` */
function summary({ sources }: SourceReport): string {
  const bad = sources.filter(({ state }) => state !== 'well');
  if (bad.length === 0) return `All ${sources.length} exchanges are well.`;
  const names = bad.map(({ exchange }) => exchangeName(exchange)).join(', ');
  return `${sources.length - bad.length} of ${sources.length} exchanges are well. In trouble: ${names}.`;
}
