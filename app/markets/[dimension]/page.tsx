import type { Metadata } from 'next';
import { connection } from 'next/server';
import { MarketBlock } from '@/components/markets/market-block';
import { marketMetadata } from '@/components/markets/market-metadata';
import { marketNameIn } from '@/components/markets/unknown-market';
import type { SearchParams } from '@/components/site/search-params';
import { StatusBlock } from '@/components/status/status-block';

interface Props {
  params: Promise<{ dimension: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ dimension }, { metric }] = await Promise.all([params, searchParams]);
  return marketMetadata(marketNameIn(dimension), [metric].flat()[0]);
}

// What is read lies in memory, but for one series. Sent whole, the page works without scripts.
export const instant = false;

export default async function MarketPage({ params, searchParams }: Props) {
  await connection();
  const { dimension } = await params;
  const nowMs = Date.now();
  return (
    <>
      <StatusBlock nowMs={nowMs} />
      <MarketBlock name={marketNameIn(dimension)} params={await searchParams} nowMs={nowMs} />
    </>
  );
}
