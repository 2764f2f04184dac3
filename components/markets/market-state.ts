import { z } from 'zod';
import type { SearchParams } from '@/components/site/search-params';
import { DEFAULT_METRIC } from '@/lib/format/default-metric';
import { marketText, metricText } from '@/lib/model/name-schema';
import { MAX_COMPARED, type MarketState, RANGES } from './market-paths';

// What a field for dates and times of a form sends has no zone: it is UTC, as the form says.
const time = z
  .string()
  .transform((written) =>
    Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$|^[\d-]+$/.test(written) ? written : `${written}Z`),
  )
  .refine(Number.isFinite);

/** The state that an address holds. What means nothing is passed over, as if it were not there. */
export function readMarketState(params: SearchParams, own: string): MarketState {
  const first = (name: string) => [params[name]].flat()[0];
  const from = time.safeParse(first('from'));
  const to = time.safeParse(first('to'));
  const compare = [params.compare].flat().flatMap((names) => (names ?? '').split(','));
  const names = compare.flatMap((name) => marketText('').safeParse(name).data ?? []);
  return {
    metric: metricText('').safeParse(first('metric')).data ?? DEFAULT_METRIC,
    range: z.enum(RANGES).catch('24h').parse(first('range')),
    span: from.success && to.success && from.data < to.data ? { fromMs: from.data, toMs: to.data } : null,
    compare: [...new Set(names)].filter((name) => name !== own).slice(0, MAX_COMPARED),
  };
}
