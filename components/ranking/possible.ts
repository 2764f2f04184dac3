import type { RankingChoices } from './ranking-choices';
import type { RankingState } from './ranking-state';

/** What can be shown of what was asked: an unknown metric is the usual one, one without a ratio is ranked by deviation. */
export function possible(asked: RankingState, { metrics }: RankingChoices): RankingState {
  const metric = metrics.find(({ name }) => name === asked.metric) ?? metrics[0];
  if (metric === undefined) return asked;
  return { ...asked, metric: metric.name, by: metric.hasRatio ? asked.by : 'stddev' };
}
