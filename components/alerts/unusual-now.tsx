import { Spark } from '@/components/chart/spark';
import { troubleOf } from '@/components/status/trouble';
import { Digits } from '@/components/ui/digits';
import { Link } from '@/components/ui/link';
import { TimeAgo } from '@/components/ui/time-ago';
import { metricWord, momentPath } from '@/lib/format/alert-words';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import { formatRatio } from '@/lib/format/number';
import { type UnusualNow as Unusual, type UnusualBase, unusualNow } from '@/lib/queries';
import { seriesReader } from '@/lib/series';
import { QuietNow } from './quiet-now';

/** What is unusual as of the last collection: a base a row, its venues and metrics folded inside. Made on the server. */
export async function UnusualNow({ nowMs }: { nowMs: number }) {
  const read = await readOrNull();
  if (read === null) return null;
  const { unusual, labelOf } = read;
  return (
    <section aria-labelledby="unusual" className="page mt-4">
      <h2 id="unusual" className="font-medium">
        Unusual now
      </h2>
      {unusual.bases.length === 0 ? (
        <QuietNow unusual={unusual} labelOf={labelOf} nowMs={nowMs} />
      ) : (
        <>
          <ul className="mt-2 divide-y divide-hairline border-y border-hairline">
            {unusual.bases.map((one) => (
              <BaseRow key={one.base} of={one} labelOf={labelOf} nowMs={nowMs} />
            ))}
          </ul>
          <p className="mt-2">
            <Link href="/alerts?state=open" className="target text-accent underline underline-offset-2">
              {moreWords(unusual)}
            </Link>
          </p>
        </>
      )}
    </section>
  );
}

interface RowProps {
  of: UnusualBase;
  labelOf: (metric: string) => string;
  nowMs: number;
}

function BaseRow({ of: { base, sinceMs, series, venues, spark }, labelOf, nowMs }: RowProps) {
  const [first] = series;
  if (first === undefined) return null;
  const { alert, ratio } = first;
  const metrics = new Set(series.map(({ alert: { metric } }) => metric));
  const word = metricWord(labelOf(alert.metric));
  const where =
    alert.quality === 'single-venue'
      ? `${exchangeName(alert.exchange)} only`
      : venues === 1
        ? `on ${exchangeName(alert.exchange)}`
        : `on ${venues} venues`;
  return (
    <li>
      <details className="group">
        <summary className="grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[5rem_8rem_4rem_minmax(0,1fr)_6rem_6rem] lg:grid-cols-[10rem_8rem_5rem_minmax(0,1fr)_7rem_8rem]">
          <span className="font-medium break-words">
            <span aria-hidden="true" className="mr-2 inline-block text-muted group-open:rotate-90">
              ›
            </span>
            {base}
          </span>
          <span className="text-muted max-sm:order-2">
            {word}
            {metrics.size > 1 && ` and ${metrics.size - 1} more`}
          </span>
          <span className="figures text-right font-medium">
            <Digits>{formatRatio(ratio)}</Digits>
          </span>
          <span className="text-muted max-sm:order-2">{where}</span>
          <span className="text-muted max-sm:order-2">
            <TimeAgo atMs={sinceMs} nowMs={nowMs} />
          </span>
          <span className="max-sm:hidden">
            {spark && <Spark line={spark} label={`The last 24 hours of the ${word} of ${alert.dimension}`} />}
          </span>
        </summary>
        <ul className="flex flex-col pb-3 pl-5">
          {series.map((one) => (
            <li key={one.alert.id} className="flex flex-wrap items-center gap-x-4">
              <Link
                href={marketPath(one.alert.dimension, one.alert.metric)}
                className="target text-accent underline underline-offset-2"
              >
                {one.alert.base}-{one.alert.quote} on {exchangeName(one.alert.exchange)}
              </Link>
              <span className="text-muted">{metricWord(labelOf(one.alert.metric))}</span>
              <span className="figures">
                <Digits>{formatRatio(one.ratio)}</Digits>
              </span>
              <Link
                href={momentPath(one.alert, nowMs)}
                className="target text-muted underline underline-offset-2"
              >
                since <TimeAgo atMs={Date.parse(one.alert.since)} nowMs={nowMs} />
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function moreWords({ open, openBases, bases }: Unusual): string {
  const shown = bases.length < openBases ? `${openBases} coins are unusual, ${bases.length} are shown. ` : '';
  return `${shown}${open === 1 ? 'The open alert' : `All ${open} open alerts`}`;
}

/** Null where there is no database: the status above says so. */
async function readOrNull() {
  try {
    const { metricByName, collection } = await seriesReader().snapshot();
    if (collection === null) return null;
    const labelOf = (metric: string) => metricByName.get(metric)?.label ?? metric;
    return { unusual: await unusualNow(), labelOf };
  } catch (error) {
    troubleOf(error);
    return null;
  }
}
