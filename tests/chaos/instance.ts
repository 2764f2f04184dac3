/**
 * One instance of the app, to be harmed: its own API over HTTP, by a clock that its parent sets. The parent is told
 * the origin as it is ready, and the state of its connections whenever it asks.
 */
import { z } from 'zod';
import { pool } from '@/lib/db';
import { loadRoutes, serveApi } from '@/tests/support/server';
import { setClock, shiftDate } from './clock';

/** A provider that hangs costs a moment, not 15 s. */
const LONGEST_MS = 400;

const orderSchema = z.union([z.object({ clockMs: z.number() }), z.object({ ask: z.literal('pool') })]);

shiftDate();
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(Math.min(ms, LONGEST_MS));

const { origin } = await serveApi(process.env.DATABASE_URL ?? '');
await loadRoutes();
await import('ccxt');

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if ('clockMs' in order) {
    setClock(order.clockMs);
    process.send?.({ clockMs: order.clockMs });
  } else {
    const { totalCount, idleCount, waitingCount } = pool();
    process.send?.({ busy: totalCount - idleCount, waiting: waitingCount });
  }
});
process.on('disconnect', () => process.exit());
process.send?.({ origin });
