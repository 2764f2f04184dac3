import { Age } from '@/components/live/age';
import { PinButton } from '@/components/ranking/pin-button';
import { Badge } from '@/components/ui/badge';
import { QualityBadge } from '@/components/ui/quality-badge';
import { exchangeName } from '@/lib/format/market-name';
import { staleAfterMs } from '@/lib/format/stale-after';
import { FRESHNESS } from '@/lib/series';
import type { MarketView } from './market-read';

/** Which market this is, how old its figures are, and whether they are believed. */
export function MarketTitle({ view, nowMs }: { view: MarketView; nowMs: number }) {
  const { snapshot, dimension, report } = view;
  const { agreeing, listing } = report.venues;
  const stale = snapshot.collection === null ? 0 : staleAfterMs(snapshot.collection);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-5 pb-3">
      <h1 className="text-xl font-semibold tracking-tight break-all">
        {dimension.base}-{dimension.quote}{' '}
        <span className="font-normal text-muted">{exchangeName(dimension.exchange)}</span>
      </h1>
      <PinButton
        dimension={dimension.name}
        label={`${dimension.base}-${dimension.quote} ${exchangeName(dimension.exchange)}`}
        withWord
      />
      <QualityBadge quality={report.quality} always />
      <FreshnessBadge view={view} />
      <p className="text-muted">
        <Age asOf={report.asOf} nowMs={nowMs} staleAfterMs={stale} />
        {listing === 1 && ' · listed on one venue only'}
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

const FRESH = {
  stale: 'The exchange itself says that this value is old.',
  quiet:
    'Price and volume have not changed for hours, though much is traded here: nobody is confirmed by it.',
} as const;

/** Whether what the exchange sends is of now; nothing where it is. */
function FreshnessBadge({ view: { snapshot, dimension } }: { view: MarketView }) {
  const row = snapshot.rowOf.get(dimension.id);
  const freshness = FRESHNESS[row === undefined ? 0 : (snapshot.stats.freshness[row] ?? 0)] ?? 'fresh';
  if (freshness === 'fresh') return null;
  return (
    <Badge tone="warn" title={FRESH[freshness]}>
      {freshness === 'stale' ? 'old at the source' : 'does not move'}
    </Badge>
  );
}
