import type { ClientBase } from 'pg';
import type { JudgedMarket, SourceReading, SourceVerdict } from '@/lib/quality';

/** What one source did in one collection, as it is kept and logged. */
export interface SourceOutcome {
  exchange: string;
  state: SourceVerdict['state'];
  /** One sentence; null where there is nothing to say. */
  reason: string | null;
  elapsedMs: number;
  attempts: number;
  /** Markets in its list, with a price, stored, and refused as a whole or in part. */
  listed: number;
  priced: number;
  stored: number;
  refused: number;
  medianStep: number | null;
  /** Until when it is not asked, since it refused us for too many requests, ISO 8601; null where nothing keeps us. */
  waitUntil: string | null;
  /** Its prices stood as a well source's. */
  well: boolean;
  /** Stored markets whose values were older than they should be. */
  stale: number;
  /** Tickers of no listed market. */
  unlisted: number;
}

export function sourceOutcomes(
  readings: readonly SourceReading[],
  verdicts: readonly SourceVerdict[],
  markets: readonly JudgedMarket[],
): SourceOutcome[] {
  return readings.map((reading) => {
    const { exchange, elapsedMs, attempts } = reading;
    const none = {
      exchange,
      elapsedMs,
      attempts,
      listed: 0,
      priced: 0,
      stored: 0,
      refused: 0,
      medianStep: null,
      well: false,
      stale: 0,
      unlisted: 0,
      waitUntil: null,
    };
    if (!reading.ok) {
      const { reason, waitUntilMs = null } = reading;
      const waitUntil = waitUntilMs === null ? null : new Date(waitUntilMs).toISOString();
      return { ...none, state: 'failed', reason, waitUntil };
    }
    const own = markets.filter(({ ticker }) => ticker.market.exchange === exchange);
    const verdict = verdicts.find((each) => each.exchange === exchange);
    const refused = own.filter(({ reason }) => reason !== null).length;
    return {
      ...none,
      state: verdict?.state ?? 'failed',
      reason: verdict?.reason ?? faultsInWords(reading.faults) ?? reading.note,
      listed: reading.listed,
      unlisted: reading.unlisted,
      priced: own.length,
      stored: own.length - refused,
      refused: refused + own.filter((market) => market.reason === null && market.refused.length > 0).length,
      medianStep: verdict === undefined || Number.isNaN(verdict.medianStep) ? null : verdict.medianStep,
      well: verdict?.well ?? false,
      stale: own.filter(({ freshness, reason }) => freshness === 'stale' && reason === null).length,
    };
  });
}

function faultsInWords(faults: readonly { symbol: string; reason: string }[]): string | null {
  const first = faults[0];
  if (first === undefined) return null;
  const others = faults.length === 1 ? '' : `, and ${faults.length - 1} more markets`;
  return `${first.symbol} could not be read: ${first.reason}${others}`;
}

/** Closes the collection and keeps what each source did, inside the collection's transaction. */
export async function closeCollection(
  client: ClientBase,
  collectionId: number,
  counts: { closedAtMs: number; observations: number; rejections: number; alertsError: string | null },
  sources: readonly SourceOutcome[],
  valueCounts: ReadonlyMap<string, number[]>,
): Promise<void> {
  const runs = sources.map((source) => ({
    ...source,
    valueCounts: valueCounts.get(source.exchange) ?? null,
  }));
  await client.query('DELETE FROM source_run WHERE collection_id = $1', [collectionId]);
  await client.query(
    `INSERT INTO source_run (collection_id, exchange, state, reason, elapsed_ms, attempts,
                             listed, priced, stored, refused, median_step, well, wait_until, value_counts, stale, unlisted)
     SELECT $1, s.* FROM jsonb_to_recordset($2) AS s (exchange text, state text, reason text, "elapsedMs" int,
       attempts int, listed int, priced int, stored int, refused int, "medianStep" float8, well boolean,
       "waitUntil" timestamptz, "valueCounts" int[], stale int, unlisted int)`,
    [collectionId, JSON.stringify(runs)],
  );
  await client.query(
    `UPDATE collection SET closed_at = $2, observations = $3, rejections = $4, alerts_error = $5 WHERE id = $1`,
    [collectionId, new Date(counts.closedAtMs), counts.observations, counts.rejections, counts.alertsError],
  );
}
