/**
 * One instance of the app without Next, to be harmed: its own API over HTTP. The parent is told the origin as it is
 * ready.
 */
import { loadExchanges } from '@/lib/collect/exchanges/known-exchange';
import { loadRoutes, serveApi } from '@/tests/support/server';
import { VENUES_IN_USE } from './world';

const { DATABASE_URL = '', LOG_LEVEL = 'warn' } = process.env;
const { origin } = await serveApi(DATABASE_URL, { LOG_LEVEL });
await loadRoutes();
await loadExchanges(VENUES_IN_USE);

process.send?.({ origin });
