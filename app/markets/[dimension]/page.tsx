import type { Metadata } from 'next';
import { connection } from 'next/server';
import { exchangeName } from '@/components/format/market-name';
import { MarketBlock } from '@/components/markets/market-block';
import type { SearchParams } from '@/components/markets/ranking-state';
import { marketNameIn } from '@/components/markets/unknown-market';
import { StatusBlock } from '@/components/status/status-block';

interface Props {
  params: Promise<{ dimension: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = marketNameIn((await params).dimension);
  const [exchange = '', pair] = name.split(/:(.*)/);
  if (pair === undefined) return { title: name };
  return {
    title: `${pair} on ${exchangeName(exchange)}`,
    description: `${pair} on ${exchangeName(exchange)}: every metric, its last 24 hours, and its rank among all markets.`,
  };
}

// What is read lies in memory, but for one series. Sent whole, the page works without scripts.
export const instant = false;

export default async function MarketPage({ params, searchParams }: Props) {
  await connection();
  const { dimension } = await params;
  const { metric } = await searchParams;
  const nowMs = Date.now();
  return (
    <>
      <StatusBlock nowMs={nowMs} />
      <MarketBlock
        name={marketNameIn(dimension)}
        metric={Array.isArray(metric) ? metric[0] : metric}
        nowMs={nowMs}
      />
    </>
  );
}
