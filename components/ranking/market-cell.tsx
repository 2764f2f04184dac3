import { Link } from '@/components/ui/link';
import { qualityWord } from '@/components/ui/quality-badge';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import type { RankingRow } from '@/lib/queries';

const TONE = { plain: '', warn: 'text-warn', bad: 'text-bad' } as const;

interface Props {
  row: Pick<RankingRow, 'dimension' | 'exchange' | 'base' | 'quote' | 'quality' | 'rank'>;
  metric: string;
  by: 'stddev' | 'cv';
}

/** The pair and its exchange in one line, on a phone in two; a word where the newest value is not simply believed. */
export function MarketCell({ row, metric, by }: Props) {
  const { dimension, exchange, base, quote, quality, rank } = row;
  const said = qualityWord(quality);
  return (
    <span className="relative flex h-[calc(var(--row)-1px)] min-w-0 flex-col justify-center sm:flex-row sm:items-center sm:justify-start sm:gap-x-2">
      <Link
        href={marketPath(dimension, metric)}
        data-market=""
        className="scroll-my-14 truncate font-medium after:absolute after:inset-0 hover:text-accent hover:underline"
      >
        {base}-{quote}
        <span className="sr-only"> {exchangeName(exchange)}</span>
      </Link>
      <span className="flex min-w-0 gap-x-2 text-xs leading-4 text-muted">
        <span aria-hidden="true" className="truncate">
          {rank[by] !== null && <span className="figures sm:hidden">#{rank[by]} </span>}
          {exchangeName(exchange)}
        </span>
        {said !== null && (
          <span title={said.means} className={`truncate ${TONE[said.tone]}`}>
            {said.word}
          </span>
        )}
      </span>
    </span>
  );
}
