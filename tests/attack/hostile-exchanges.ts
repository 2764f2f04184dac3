import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Pool } from 'pg';
import { HOSTILE_NAMES } from '@/tests/support/exchange/hostile-names';
import type { Quote, Venue } from '@/tests/support/exchange/synthetic';
import type { Attack, Target } from './attack';
import { INTERVAL_SECONDS } from './stage';

/** The exchange that turns hostile; the others go on. */
const HOSTILE: Venue = 'okx';
const SLOTS = 4;
const HOURS_OLD = 8;

/** One exchange that sends something else in each of four slots, while its market list is due and while it has none. */
function hostileExchange(
  name: string,
  turn: { change?: (quotes: Quote[]) => Quote[]; instead?: RequestListener; isReadable: boolean },
): Attack {
  const runTurn = async ({ pool, exchanges }: Target): Promise<string[]> => {
    if (turn.change !== undefined) exchanges.change.set(HOSTILE, turn.change);
    if (turn.instead !== undefined) exchanges.instead.set(HOSTILE, turn.instead);
    try {
      const { rows } = await pool.query<{ id: number }>('SELECT max(id) AS id FROM collection');
      const since = rows[0]?.id ?? 0;
      await pool.query(
        `UPDATE market_list SET listed_at = now() - make_interval(hours => $2) WHERE exchange = $1`,
        [HOSTILE, HOURS_OLD],
      );
      await sleep((SLOTS / 2) * 1000 * INTERVAL_SECONDS);
      await pool.query('DELETE FROM market_list WHERE exchange = $1', [HOSTILE]);
      await sleep((SLOTS / 2) * 1000 * INTERVAL_SECONDS);
      return await unread(pool, since, turn.isReadable);
    } finally {
      exchanges.change.delete(HOSTILE);
      exchanges.instead.delete(HOSTILE);
    }
  };
  return { name: `an exchange with ${name}`, run: runTurn };
}

/** Exchanges that were not read in a slot after this collection. `isReadable`: the hostile one has to be, too. */
async function unread(pool: Pool, since: number, isReadable: boolean): Promise<string[]> {
  const { rows } = await pool.query<{ exchange: string; state: string; reason: string | null }>(
    `SELECT DISTINCT r.exchange, r.state, r.reason FROM source_run r JOIN collection c ON c.id = r.collection_id
     WHERE c.id > $1 AND c.closed_at IS NOT NULL AND r.state <> 'accepted' AND ($2 OR r.exchange <> $3)`,
    [since, isReadable, HOSTILE],
  );
  return rows.map(({ exchange, state, reason }) => `${exchange} was ${state}: ${reason}`);
}

const withNames = (names: readonly string[]) => (quotes: Quote[]) => {
  const [first] = quotes;
  return first === undefined ? quotes : [...quotes, ...names.map((base) => ({ ...first, base }))];
};

const answer =
  (body: Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

const bomb = gzipSync(Buffer.alloc(1_000_000_000, ' '));
const invented = Array.from({ length: 60_000 }, (_, i) => `INVENTED${i}`);

export const HOSTILE_EXCHANGES: readonly Attack[] = [
  // The others differ for people only: to the collector they are all left out.
  ...HOSTILE_NAMES.slice(0, 6).map(({ what, name }) =>
    hostileExchange(`a market whose name has ${what}`, { change: withNames([name]), isReadable: true }),
  ),
  hostileExchange('60,000 invented markets', { change: withNames(invented), isReadable: false }),
  hostileExchange('40 MB of nested JSON', {
    instead: answer(Buffer.alloc(40_000_000, '[')),
    isReadable: false,
  }),
  hostileExchange('1 GB of gzip in 1 MB', {
    instead: answer(bomb, { 'content-encoding': 'gzip' }),
    isReadable: false,
  }),
];
