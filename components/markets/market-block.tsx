import type { SearchParams } from '@/components/site/search-params';
import { troubleOf } from '@/components/status/trouble';
import { HttpProblem } from '@/lib/http';
import { env } from '@/lib/platform/env';
import { Graph } from './graph';
import { MarketAlerts } from './market-alerts';
import { MarketMissing } from './market-missing';
import { type MarketView, readMarket } from './market-read';
import { readMarketState } from './market-state';
import { MarketTitle } from './market-title';
import { MetricTabs } from './metric-tabs';
import { NotifyForm } from './notify-form';
import { OtherVenues } from './other-venues';
import { RankCards } from './rank-cards';
import { UseIt } from './use-it';

interface Props {
  /** The market's name as the address has it. */
  name: string;
  params: SearchParams;
  nowMs: number;
}

/**
 * Everything about one market; an unknown one gets the nearest names. Where there is nothing to read from, or nothing
 * yet, its name alone: the status line above says why.
 */
export async function MarketBlock({ name, params, nowMs }: Props) {
  const view = await readMarket(name, readMarketState(params, name)).catch(problemOrTrouble);
  if (view instanceof HttpProblem) return <MarketMissing name={name} problem={view} />;
  if (view !== null) return <Market view={view} nowMs={nowMs} />;
  return (
    <div className="page py-6">
      <h1 className="text-xl font-semibold tracking-tight break-all">{name}</h1>
    </div>
  );
}

function problemOrTrouble(error: unknown): HttpProblem | null {
  if (error instanceof HttpProblem && error.code === 'not-found') return error;
  troubleOf(error);
  return null;
}

function Market({ view, nowMs }: { view: MarketView; nowMs: number }) {
  return (
    <div className="page">
      <MarketTitle view={view} nowMs={nowMs} />
      <MetricTabs view={view} />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0">
          <Graph view={view} />
          <div className="grid gap-x-8 md:grid-cols-2">
            <OtherVenues view={view} />
            <UseIt view={view} origin={env().appUrl} />
          </div>
        </div>
        <div>
          <RankCards view={view} />
          <MarketAlerts view={view} />
          <NotifyForm view={view} />
        </div>
      </div>
    </div>
  );
}
