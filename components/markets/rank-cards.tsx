import { formatCount, formatPercent, formatRatio } from '@/components/format/number';
import { Figure } from '@/components/ui/figure';
import type { RankPlace } from '@/lib/metrics';
import type { MarketView } from './market-read';

/** Where the series stands among all: its ranks, its ratio, its baseline. */
export function RankCards({ view: { metric, report } }: { view: MarketView }) {
  const { latest, baseline, ratio, rank } = report;
  const share =
    baseline !== null && metric.hasRatio && baseline.mean > 0 ? baseline.stddev / baseline.mean : null;
  return (
    <section aria-labelledby="standing" className="py-4">
      <h2 id="standing" className="font-medium">
        Where it stands
      </h2>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Row name="Rank by deviation">
          <Place place={rank?.stddev ?? null} />
        </Row>
        {metric.hasRatio && (
          <Row name="Rank by σ/mean">
            <Place place={rank?.cv ?? null} />
          </Row>
        )}
        <Row name="Latest">
          <Figure value={latest} />
        </Row>
        <Row name="24 h mean">
          <Figure value={baseline?.mean ?? null} />
        </Row>
        <Row name="Deviation">
          <Figure value={baseline?.stddev ?? null} />
        </Row>
        {metric.hasRatio && (
          <Row name="σ/mean">
            <Figure value={share} format={formatPercent} />
          </Row>
        )}
        {metric.hasRatio && (
          <Row name="Ratio">
            <Figure value={ratio} format={formatRatio} />
          </Row>
        )}
        <Row name="Observations">
          <span className="figures">{baseline === null ? 'fewer than 12' : formatCount(baseline.count)}</span>
        </Row>
      </dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="text-right">{children}</dd>
    </>
  );
}

function Place({ place }: { place: RankPlace | null }) {
  if (place === null) return <span className="text-muted">not ranked</span>;
  return (
    <>
      <span className="figures">{formatCount(place.rank)}</span> of{' '}
      <span className="figures">{formatCount(place.of)}</span>
    </>
  );
}
