import type { Logger } from 'pino';
import type { CollectOutcome } from './run';

/** One line a collection: counts, and state and time of each source. */
export function logOutcome(logger: Logger, outcome: CollectOutcome): void {
  if (outcome.state === 'wrong clock') {
    logger.error({ slot: outcome.slot }, outcome.says);
    return;
  }
  if ('setAside' in outcome && outcome.setAside) logger.warn({ slot: outcome.slot }, outcome.setAside);
  if (outcome.state !== 'collected') {
    const why = outcome.state === 'done' ? 'this slot was collected before' : 'another process is collecting';
    logger.info({ slot: outcome.slot }, `nothing to collect: ${why}`);
    return;
  }
  const { slot, observations, rejections, elapsedMs } = outcome;
  const sources = Object.fromEntries(
    outcome.sources.map(({ exchange, state, stored, elapsedMs: ms, reason }) => [
      exchange,
      reason === null
        ? `${state}, ${stored} markets, ${ms} ms`
        : `${state}, ${stored} markets, ${ms} ms: ${reason}`,
    ]),
  );
  const fields = { slot, observations, rejections, elapsedMs, sources };
  if (outcome.offline) {
    const tried = outcome.sources.map(({ exchange }) => exchange).join(', ');
    logger.error(
      fields,
      `no source could be reached (tried ${tried}): check the network and SOURCES, or look at \`npm run demo\`; trying again next slot`,
    );
    return;
  }
  for (const { dimension, reason, says } of outcome.restarts) {
    logger.warn({ slot, dimension, reason }, `the baseline of ${dimension} begins anew (${reason}): ${says}`);
  }
  const well = outcome.sources.filter(({ state }) => state === 'accepted' || state === 'partial').length;
  const line = `collected ${observations} markets from ${well} of ${outcome.sources.length} sources`;
  if (well < outcome.sources.length) logger.warn(fields, line);
  else logger.info(fields, line);
}
