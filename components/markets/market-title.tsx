import { exchangeName } from '@/components/format/market-name';
import { Age } from './age';
import type { MarketView } from './market-read';
import { QualityBadge } from './quality-badge';
import { staleAfterMs } from './stale-after';

/** Which market this is, how old its figures are, and whether they are believed. */
export function MarketTitle({
  view: { snapshot, dimension, report },
  nowMs,
}: {
  view: MarketView;
  nowMs: number;
}) {
  const { agreeing, listing } = report.venues;
  const stale = snapshot.collection === null ? 0 : staleAfterMs(snapshot.collection);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-5 pb-3">
      <h1 className="text-xl font-semibold tracking-tight break-all">
        {dimension.base}-{dimension.quote}{' '}
        <span className="font-normal text-muted">{exchangeName(dimension.exchange)}</span>
      </h1>
      <QualityBadge quality={report.quality} always />
      <p className="text-muted">
        <Age asOf={report.asOf} nowMs={nowMs} staleAfterMs={stale} />
        {listing > 1 && (
          <>
            {' · '}
            <span className="figures">{agreeing}</span> of <span className="figures">{listing}</span> venues
            agree
          </>
        )}
      </p>
    </div>
  );
}
