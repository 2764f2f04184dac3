import { Digits } from '@/components/ui/digits';
import { Figure } from '@/components/ui/figure';
import { formatCount, formatPercent, formatRatio } from '@/lib/format/number';
import { type Distribution, getDistribution, type RankPlace } from '@/lib/queries';
import { DistributionBars } from './distribution';
import type { MarketView } from './market-read';

/** Where the series stands among all: its ranks and their spread, its ratio, its baseline. */
export function RankCards({ view: { snapshot, metric, report } }: { view: MarketView }) {
  const { latest, baseline, ratio, rank } = report;
  const share =
    baseline !== null && metric.hasRatio && baseline.mean > 0 ? baseline.stddev / baseline.mean : null;
  return (
    <section aria-labelledby="standing" className="py-4">
      <h2 id="standing" className="font-medium">
        Where it stands
      </h2>
      <Rank
        name="Rank by deviation"
        what="deviation"
        place={rank?.stddev ?? null}
        value={baseline?.stddev ?? null}
        distribution={getDistribution(snapshot, metric.name, 'stddev')}
      />
      {metric.hasRatio && (
        <Rank
          name="Rank by σ/mean"
          what="σ/mean"
          place={rank?.cv ?? null}
          value={share}
          distribution={getDistribution(snapshot, metric.name, 'cv')}
          format={formatPercent}
        />
      )}
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
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
          {baseline === null ? (
            'fewer than 12'
          ) : (
            <span className="figures">
              <Digits>{formatCount(baseline.count)}</Digits>
            </span>
          )}
        </Row>
      </dl>
    </section>
  );
}

interface RankProps {
  name: string;
  what: string;
  place: RankPlace | null;
  value: number | null;
  distribution: Distribution | null;
  format?: (value: number) => string;
}

function Rank({ name, what, place, value, distribution, format }: RankProps) {
  return (
    <div className="mt-2">
      <p className="flex justify-between gap-x-4">
        <span className="text-muted">{name}</span>
        <span>
          <Place place={place} />
        </span>
      </p>
      {place !== null && value !== null && distribution !== null && (
        <DistributionBars
          distribution={distribution}
          value={value}
          rank={place.rank}
          what={what}
          format={format}
        />
      )}
    </div>
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
      <span className="figures">
        <Digits>{formatCount(place.rank)}</Digits>
      </span>{' '}
      of{' '}
      <span className="figures">
        <Digits>{formatCount(place.of)}</Digits>
      </span>
    </>
  );
}
