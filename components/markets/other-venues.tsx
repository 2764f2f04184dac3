import Link from 'next/link';
import { exchangeName, marketPath } from '@/components/format/market-name';
import { formatRatio } from '@/components/format/number';
import { Figure } from '@/components/ui/figure';
import { getRanking } from '@/lib/metrics';
import type { MarketView } from './market-read';

const SHOWN = 12;

/** The same base on other venues: do they say the same? */
export async function OtherVenues({ view: { dimension, metric } }: { view: MarketView }) {
  const { rows, total } = await getRanking({
    metric: metric.name,
    base: dimension.base,
    sort: 'exchange',
    limit: 200,
  });
  const others = rows.filter((row) => row.dimension !== dimension.name);
  return (
    <section aria-labelledby="venues" className="border-t border-hairline py-4">
      <h2 id="venues" className="font-medium">
        {dimension.base} on other venues
      </h2>
      {others.length === 0 ? (
        <p className="mt-1 text-muted">
          No other market of {dimension.base} is collected: nobody can confirm its values.
        </p>
      ) : (
        <table className="mt-1 w-full">
          <caption className="sr-only">
            {metric.label} of {dimension.base} on other venues, each in its own quote currency
          </caption>
          <thead className="text-muted">
            <tr className="text-right">
              <th scope="col" className="py-1 text-left font-normal">
                market
              </th>
              <th scope="col" className="py-1 font-normal">
                latest
              </th>
              {metric.hasRatio && (
                <th scope="col" className="py-1 pl-3 font-normal">
                  ratio
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {others.slice(0, SHOWN).map((row) => (
              <tr key={row.dimension} className="border-t border-hairline">
                <th scope="row" className="text-left font-normal">
                  <Link
                    href={marketPath(row.dimension, metric.name)}
                    prefetch={false}
                    className="target flex-wrap gap-x-2 hover:text-accent hover:underline"
                  >
                    {exchangeName(row.exchange)} <span className="text-muted">{row.quote}</span>
                  </Link>
                </th>
                <td className="text-right">
                  <Figure value={row.latest} />
                </td>
                {metric.hasRatio && (
                  <td className="pl-3 text-right">
                    <Figure value={row.ratio} format={formatRatio} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length > SHOWN && (
        <Link
          href={`/?${new URLSearchParams({ metric: metric.name, q: `${dimension.base}-` })}`}
          className="target text-accent hover:underline"
        >
          All {total} markets of {dimension.base}
        </Link>
      )}
    </section>
  );
}
