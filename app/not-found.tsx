import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import { MarketBlock } from '@/components/markets/market-block';
import { marketNameIn, UNKNOWN_MARKET } from '@/components/markets/unknown-market';
import { Link } from '@/components/ui/link';

export const metadata: Metadata = { title: 'Not found' };

export const instant = false;

export default async function NotFound() {
  await connection();
  const market = marketNameIn((await headers()).get(UNKNOWN_MARKET) ?? '');
  // Not a market when the proxy looked; should it be one by now, it is shown.
  if (market !== '') return <MarketBlock name={market} params={{}} nowMs={Date.now()} />;
  return (
    <div className="page py-10">
      <h1 className="text-xl font-semibold tracking-tight">There is no such page</h1>
      <p className="mt-2 text-muted">
        The address may be mistyped.{' '}
        <Link href="/" className="text-accent underline">
          All markets
        </Link>
      </p>
    </div>
  );
}
