import { METRICS, metricValues } from '@/lib/model/metrics';
import type { JudgedMarket } from '@/lib/quality';
import { peerMedianPrices } from '@/lib/quality';
import type { Metric, ObservationBatch, RejectedObservation } from '@/lib/series';

/** What a slot stores: accepted observations, and what was refused of others. */
export interface SlotValues {
  batch: ObservationBatch;
  rejections: RejectedObservation[];
}

/**
 * Turns judged markets into rows of metrics. `idOf` knows every market; `stored` every metric of METRICS.
 * The premium compares with believed prices only, for a lie would shift its peers' median.
 */
export function slotValues(
  markets: readonly JudgedMarket[],
  idOf: ReadonlyMap<string, number>,
  stored: readonly Metric[],
  slotMs: number,
): SlotValues {
  const columns = METRICS.map(({ name }) => stored.findIndex((metric) => metric.name === name));
  const toColumns = (values: Float64Array): Float64Array => {
    const row = new Float64Array(stored.length).fill(Number.NaN);
    values.forEach((value, i) => {
      row[columns[i] ?? -1] = value;
    });
    return row;
  };
  const medians = peerMedianPrices(
    markets.map(({ ticker }) => ticker),
    (i) => markets[i]?.reason === null,
    (i) => markets[i],
  );
  const believed = markets.flatMap((market, i) =>
    market.reason === null ? [{ market, medianPrice: medians[i] }] : [],
  );
  const batch: ObservationBatch = {
    atMs: slotMs,
    metricCount: stored.length,
    dimensionIds: new Int32Array(believed.length),
    values: new Float64Array(believed.length * stored.length),
  };
  const rejections: RejectedObservation[] = [];
  believed.forEach(({ market, medianPrice = Number.NaN }, row) => {
    const dimensionId = idOf.get(market.ticker.market.name) ?? 0;
    const peers = { medianPrice };
    const values = metricValues(market.ticker, peers);
    batch.dimensionIds[row] = dimensionId;
    batch.values.set(toColumns(values), row * stored.length);
    for (const { reason, fields } of market.refused) {
      const asSent = { ...market.ticker };
      for (const field of fields) Object.assign(asSent, { [field]: market.sent[field] });
      const refused = metricValues(asSent, peers).map((value, i) =>
        value === values[i] ? Number.NaN : value,
      );
      rejections.push({ dimensionId, reason, values: toColumns(refused) });
    }
  });
  markets.forEach(({ ticker, reason, peers }, i) => {
    if (reason === null) return;
    // With its premium, as a held value may become an observation.
    const values = toColumns(metricValues(ticker, { medianPrice: medians[i] ?? Number.NaN }));
    rejections.push({ dimensionId: idOf.get(ticker.market.name) ?? 0, reason, values, peers });
  });
  return { batch, rejections };
}
