/** Loaded before all else in each process and thread of an instance: its clock, and a provider's patience. */
import { isMainThread } from 'node:worker_threads';
import { goBy } from './clock';

/** How long the app waits for the mail provider. One that hangs is to cost a moment of a test. */
const PROVIDER_MS = 15_000;
const SHORTER_MS = 400;

const { CHAOS_CLOCK } = process.env;
if (CHAOS_CLOCK === undefined) throw new Error('CHAOS_CLOCK is missing');
goBy(CHAOS_CLOCK);

const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(ms === PROVIDER_MS ? SHORTER_MS : ms);

if (isMainThread) process.on('disconnect', () => process.exit());
