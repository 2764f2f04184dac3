import Link from 'next/link';
import { troubleOf } from '@/components/status/trouble';
import { Notice } from '@/components/ui/notice';
import { getRanking, type Ranking } from '@/lib/metrics';
import { MIN_BASELINE_COUNT, type Snapshot, seriesReader } from '@/lib/series';
import { Pager } from './pager';
import { rankingChoices } from './ranking-choices';
import { RankingFilters } from './ranking-filters';
import { type RankingState, rankingQueryOf, readRankingState, type SearchParams } from './ranking-state';
import { RankingTable } from './ranking-table';
import { staleAfterMs } from './stale-after';

interface Props {
  params: SearchParams;
  nowMs: number;
}

/** The ranking with its filters, as the address asks for it. */
export async function RankingBlock({ params, nowMs }: Props) {
  const read = await readRanking(readRankingState(params)).catch((error: unknown) => ({
    trouble: troubleOf(error),
  }));
  // Where there is nothing to rank, the status line above says why; said once is enough.
  if ('trouble' in read || read.snapshot.collection === null || read.ranking === null) return null;
  if (read.snapshot.stats.dimensionIds.length === 0) return null;
  const { snapshot, state, ranking } = read;
  return (
    <section aria-label="Ranking" className="page">
      <RankingFilters state={state} choices={rankingChoices(snapshot)} />
      <TooYoung ranking={ranking} />
      {ranking.rows.length === 0 ? (
        <NothingFound state={state} total={ranking.total} />
      ) : (
        <>
          <RankingTable
            ranking={ranking}
            state={state}
            nowMs={nowMs}
            staleAfterMs={staleAfterMs(read.snapshot.collection)}
          />
          <Pager state={state} total={ranking.total} />
        </>
      )}
    </section>
  );
}

/** An unknown metric is the usual one, and one without a ratio is ranked by its deviation. */
async function readRanking(asked: RankingState) {
  const snapshot: Snapshot = await seriesReader().snapshot();
  const metric = snapshot.metricByName.get(asked.metric) ?? snapshot.metrics[0];
  if (metric === undefined) return { snapshot, state: asked, ranking: null };
  const state: RankingState = { ...asked, metric: metric.name, by: metric.hasRatio ? asked.by : 'stddev' };
  return { snapshot, state, ranking: await getRanking(rankingQueryOf(state)) };
}

function TooYoung({ ranking: { ranked, rows } }: { ranking: Ranking }) {
  if (ranked.stddev > 0 || rows.length === 0) return null;
  const most = Math.max(...rows.map(({ count }) => count));
  return (
    <Notice title="No ranks yet">
      <p>
        A baseline needs {MIN_BASELINE_COUNT} observations; {most} so far. Until then the latest values are
        shown as they come.
      </p>
    </Notice>
  );
}

function NothingFound({ state, total }: { state: RankingState; total: number }) {
  if (total > 0) {
    return (
      <Notice title="There is no such page">
        <p>
          The ranking has fewer than {state.page} pages.{' '}
          <Link className="text-accent underline" href="/">
            Go to its beginning.
          </Link>
        </p>
      </Notice>
    );
  }
  return (
    <Notice title="No market fits">
      <p>
        Nothing is called so, or has a value of this metric.{' '}
        <Link className="text-accent underline" href="/">
          Show all markets.
        </Link>
      </p>
    </Notice>
  );
}
