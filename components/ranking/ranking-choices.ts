import type { Snapshot } from '@/lib/series';

/** What there is to choose from. */
export interface RankingChoices {
  metrics: readonly { name: string; label: string; hasRatio: boolean }[];
  exchanges: readonly string[];
  quotes: readonly string[];
}

/** Quotes of fewer markets than this are found by text. */
const QUOTES_SHOWN = 40;

const kept = new WeakMap<Snapshot, RankingChoices>();

/** What the filters offer: metrics as listed, exchanges by name, quotes by how many markets they have. */
export function rankingChoices(snapshot: Snapshot): RankingChoices {
  const known = kept.get(snapshot) ?? choicesOf(snapshot);
  kept.set(snapshot, known);
  return known;
}

function choicesOf({ metrics, dimensions }: Snapshot): RankingChoices {
  const quotes = new Map<string, number>();
  for (const { quote } of dimensions) quotes.set(quote, (quotes.get(quote) ?? 0) + 1);
  return {
    metrics: metrics.map(({ name, label, hasRatio }) => ({ name, label, hasRatio })),
    exchanges: [...new Set(dimensions.map(({ exchange }) => exchange))].sort(),
    quotes: [...quotes]
      .sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b))
      .slice(0, QUOTES_SHOWN)
      .map(([quote]) => quote),
  };
}
