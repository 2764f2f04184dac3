/**
 * One instance of the app without Next, to be harmed: its own API over HTTP. The parent is told the origin as it is
 * ready.
 */
import { loadRoutes, serveApi } from '@/tests/support/server';

const { DATABASE_URL = '', LOG_LEVEL = 'warn' } = process.env;
const { origin } = await serveApi(DATABASE_URL, { LOG_LEVEL });
await loadRoutes();
await import('ccxt');

process.send?.({ origin });
