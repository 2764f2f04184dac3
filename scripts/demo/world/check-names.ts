import type { Recordings } from '@/scripts/demo/recordings';
import type { Scenario, ScenarioEvent } from '@/scripts/demo/scenario';
import { StartError } from '@/server/say';

/** A scenario that speaks of nothing would do nothing, and nobody would see why. Throws StartError. */
export function checkNames(scenario: Scenario, recordings: Recordings): void {
  for (const event of scenario) {
    const fault = faultOf(event, recordings);
    if (fault !== null) throw new StartError(`the scenario names ${fault}`);
  }
}

function faultOf(event: ScenarioEvent, { exchanges }: Recordings): string | null {
  if (event.kind === 'move') {
    const known = exchanges.some(({ markets }) => markets.some(({ base }) => base === event.base));
    return known ? null : `"${event.base}": write a base such as BTC or SOL`;
  }
  const found = exchanges.find(({ exchange }) => exchange === event.exchange);
  if (found === undefined) {
    const names = exchanges.map(({ exchange }) => exchange);
    return `"${event.exchange}": write one of ${names.join(', ')}`;
  }
  if (event.kind === 'failure' || event.market === 'everything') return null;
  const known = found.markets.some(({ base, quote }) => `${base}/${quote}` === event.market);
  const first = found.markets[0];
  return known
    ? null
    : `"${event.market}" of ${event.exchange}: write one of its markets such as ${first?.base}/${first?.quote}, or everything`;
}
