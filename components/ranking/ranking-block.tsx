import type { SearchParams } from '@/components/site/search-params';
import { troubleOf } from '@/components/status/trouble';
import { staleAfterMs } from '@/lib/format/stale-after';
import { getRanking } from '@/lib/queries';
import { MIN_BASELINE_COUNT, seriesReader } from '@/lib/series';
import { possible } from './possible';
import { rankingChoices } from './ranking-choices';
import { rankingQueryOf, readRankingState } from './ranking-state';
import { RankingView } from './ranking-view';
import { ReservePinned } from './reserve-pinned';

interface Props {
  params: SearchParams;
  nowMs: number;
}

/** The ranking with its filters, as the address asks for it: its first page, which the browser goes on from. */
export async function RankingBlock({ params, nowMs }: Props) {
  const read = await readRanking(params).catch((error: unknown) => {
    // Where there is nothing to rank, the status line above says why; said once is enough.
    troubleOf(error);
    return null;
  });
  if (read === null) return null;
  const { collection, choices, state, ranking } = read;
  return (
    <>
      <ReservePinned />
      <RankingView
        ranking={ranking}
        rendered={state}
        choices={choices}
        renderedMs={nowMs}
        staleAfterMs={staleAfterMs(collection)}
        leastCount={MIN_BASELINE_COUNT}
      />
    </>
  );
}

async function readRanking(params: SearchParams) {
  const snapshot = await seriesReader().snapshot();
  const { collection, metrics, stats } = snapshot;
  if (collection === null || metrics.length === 0 || stats.dimensionIds.length === 0) return null;
  const choices = rankingChoices(snapshot);
  const state = possible(readRankingState(params), choices);
  return { collection, choices, state, ranking: await getRanking(rankingQueryOf(state)) };
}
