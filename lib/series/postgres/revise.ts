import type { ClientBase } from 'pg';
import type { Revisions } from '@/lib/series/slot-record';
import type { Metric } from '@/lib/series/types';
import { type HourOf, rollUpAgain } from './roll-up-again';
import { cellSql } from './rollup-cells';

interface Changed {
  id: number;
  hourMs: number;
}

const HOUR_MS = `(extract(epoch FROM date_trunc('hour', at, 'UTC')) * 1000)::float8 AS "hourMs"`;

/**
 * Writes what a slot decides about earlier ones, inside the collection's transaction: held values become
 * observations or are refused for good, wrong ones stop being observations, restarts are noted. The hours of these
 * dimensions are rolled up again. Without revisions it sends nothing. Answers the dimensions to be rebuilt.
 */
export async function revise(
  client: ClientBase,
  revisions: Revisions,
  slot: { slotMs: number; intervalMs: number; metrics: readonly Metric[] },
): Promise<number[]> {
  const { released, dropped, withdrawn, restarted } = revisions;
  const at = new Date(slot.slotMs);
  const changed: Changed[] = [];
  if (released.length > 0) changed.push(...(await release(client, released, at)));
  if (dropped.length > 0) {
    await client.query(
      `UPDATE rejection SET reason = 'unconfirmed'
       WHERE dimension_id = ANY($1) AND reason = 'pending' AND at < $2`,
      [Array.from(dropped), at],
    );
  }
  if (withdrawn.length > 0) changed.push(...(await withdraw(client, revisions, at)));
  if (restarted.length > 0) {
    await client.query(
      `INSERT INTO baseline_restart (dimension_id, at, reason, says)
       SELECT r."dimensionId", $2, r.reason, r.says
       FROM jsonb_to_recordset($1) AS r ("dimensionId" int, reason text, says text)`,
      [JSON.stringify(restarted), at],
    );
  }
  await rollUpAgain(client, hoursOf(changed), slot);
  return [...new Set(changed.map(({ id }) => id))];
}

const since = (given: readonly { dimensionId: number; sinceMs: number }[]) => [
  given.map(({ dimensionId }) => dimensionId),
  given.map(({ sinceMs }) => new Date(sinceMs)),
];

async function release(client: ClientBase, given: Revisions['released'], slot: Date): Promise<Changed[]> {
  const { rows } = await client.query<Changed>(
    `WITH held AS (
       DELETE FROM rejection r USING unnest($1::int[], $2::timestamptz[]) AS g (id, since)
       WHERE r.dimension_id = g.id AND r.reason = 'pending' AND r.at >= g.since AND r.at < $3
       RETURNING r.dimension_id, r.at, r.values)
     INSERT INTO observation (dimension_id, at, values) SELECT dimension_id, at, values FROM held
     ON CONFLICT DO NOTHING RETURNING dimension_id AS id, ${HOUR_MS}`,
    [...since(given), slot],
  );
  return rows;
}

/**
 * Takes observations back, all or those that were far from their peers, and keeps them as refused ones. Of hours
 * whose observations are deleted already, the rollup tells by its mean.
 */
async function withdraw(client: ClientBase, { withdrawn, apart }: Revisions, slot: Date): Promise<Changed[]> {
  const all = withdrawn.map((each) => each.all);
  const parameters = [...since(withdrawn), slot, apart.position, apart.factor, all];
  const isWrong = (premium: string) =>
    `(g.every OR greatest(1 + ${premium}, 1 / nullif(1 + ${premium}, 0)) > $5)`;
  const given = 'unnest($1::int[], $2::timestamptz[], $6::bool[]) AS g (id, since, every)';
  const { rows } = await client.query<Changed>(
    `WITH wrong AS (
       DELETE FROM observation o USING ${given}
       WHERE o.dimension_id = g.id AND o.at >= g.since AND o.at < $3 AND ${isWrong('o.values[$4]')}
       RETURNING o.dimension_id, o.at, o.values),
     kept AS (
       INSERT INTO rejection (dimension_id, at, reason, values, peers)
       SELECT dimension_id, at, 'correction', values, 'believed at first, until it was back with its peers'
       FROM wrong ON CONFLICT DO NOTHING)
     SELECT dimension_id AS id, ${HOUR_MS} FROM wrong`,
    parameters,
  );
  await client.query(
    `DELETE FROM rollup_hour h USING ${given}
     WHERE h.dimension_id = g.id AND h.hour >= date_trunc('hour', g.since, 'UTC') AND h.hour < $3
       AND ${isWrong(`h.${cellSql('mean', '$4')}`)}`,
    parameters,
  );
  return rows;
}

function hoursOf(changed: readonly Changed[]): HourOf[] {
  const hours = new Map<number, Set<number>>();
  for (const { id, hourMs } of changed) hours.set(hourMs, (hours.get(hourMs) ?? new Set()).add(id));
  return Array.from(hours, ([hourMs, ids]) => ({ hourMs, dimensionIds: Int32Array.from(ids).sort() }));
}
