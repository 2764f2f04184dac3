import { Digits } from '@/components/ui/digits';
import { Figure } from '@/components/ui/figure';
import { Link } from '@/components/ui/link';
import { QualityBadge } from '@/components/ui/quality-badge';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import { formatCount, formatPercent, formatRatio } from '@/lib/format/number';
import { getPeers } from '@/lib/queries';
import { marketStatePath } from './market-paths';
import type { MarketView } from './market-read';

const SHOWN = 12;
const HEAD = 'py-1 pl-3 text-right font-normal';

/** The same pair on other venues: do they say the same, and what is it worth there? */
export function OtherVenues({ view: { snapshot, dimension, metric, state } }: { view: MarketView }) {
  const peers = getPeers(snapshot, dimension, metric);
  const total = snapshot.dimensions.filter(({ base }) => base === dimension.base).length;
  return (
    <section aria-labelledby="venues" className="border-t border-hairline py-4">
      <h2 id="venues" className="font-medium">
        {dimension.base} on other venues
      </h2>
      {peers.length === 0 ? (
        <p className="mt-1 text-muted">
          No other venue has {dimension.base} against {dimension.quote} or its like: nobody can confirm its
          values.
        </p>
      ) : (
        <table className="mt-1 w-full">
          <caption className="sr-only">
            {metric.label} of {dimension.base} on other venues, and how far the price there is above the one
            here
          </caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-1 text-left font-normal">
                market
              </th>
              <th scope="col" className={HEAD}>
                latest
              </th>
              {metric.hasRatio && (
                <th scope="col" className={HEAD}>
                  ratio
                </th>
              )}
              <th scope="col" className={HEAD} title="Price there / price here - 1">
                premium
              </th>
            </tr>
          </thead>
          <tbody>
            {peers.slice(0, SHOWN).map(({ dimension: peer, latest, ratio, premium, quality }) => (
              <tr key={peer.name} className="border-t border-hairline">
                <th scope="row" className="text-left font-normal">
                  <Link
                    href={marketPath(peer.name, metric.name)}
                    className="target flex-wrap gap-x-2 hover:text-accent hover:underline"
                  >
                    {exchangeName(peer.exchange)} <span className="text-muted">{peer.quote}</span>
                  </Link>{' '}
                  <QualityBadge quality={quality} />
                </th>
                <td className="pl-3 text-right">
                  <Figure value={latest} />
                </td>
                {metric.hasRatio && (
                  <td className="pl-3 text-right">
                    <Figure value={ratio} format={formatRatio} />
                  </td>
                )}
                <td className="pl-3 text-right">
                  <Figure value={premium} format={signedPercent} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="flex flex-wrap gap-x-5">
        {peers.length > 0 && (
          <Link
            href={marketStatePath(dimension.name, {
              ...state,
              compare: peers.slice(0, 4).map((peer) => peer.dimension.name),
            })}
            scroll={false}
            className="target text-accent hover:underline"
          >
            Compare in the graph
          </Link>
        )}
        {total > 1 && (
          <Link
            href={`/?${new URLSearchParams({ metric: metric.name, q: `:${dimension.base}-` })}`}
            className="target text-accent hover:underline"
          >
            All <Digits>{formatCount(total)}</Digits> markets of {dimension.base}
          </Link>
        )}
      </p>
    </section>
  );
}

function signedPercent(share: number | null): string {
  const written = formatPercent(share);
  return share !== null && share > 0 ? `+${written}` : written;
}
