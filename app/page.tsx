import type { Metadata } from 'next';
import { connection } from 'next/server';
import { UnusualNow } from '@/components/alerts/unusual-now';
import { RankingBlock } from '@/components/ranking/ranking-block';
import type { SearchParams } from '@/components/site/search-params';
import { StatusBlock } from '@/components/status/status-block';
import { SignUpForm } from '@/components/subscribe/sign-up-form';

export const metadata: Metadata = { alternates: { canonical: '/' } };

interface Props {
  searchParams: Promise<SearchParams>;
}

// What is read lies in memory. Sent whole, and not block after block, the page works without scripts.
export const instant = false;

export default async function FrontPage({ searchParams }: Props) {
  await connection();
  const params = await searchParams;
  const nowMs = Date.now();
  return (
    <>
      <h1 className="sr-only">Crypto markets, ranked by how much they move</h1>
      <StatusBlock nowMs={nowMs} />
      {/* The form stands beside the list where that is as high as it is, and below it otherwise. */}
      <div className="page grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 lg:has-[>section>ul>li:nth-child(4)]:grid-cols-[minmax(0,1fr)_22rem] [&>section]:px-0">
        <UnusualNow nowMs={nowMs} />
        <SignUpForm />
      </div>
      <RankingBlock params={params} nowMs={nowMs} />
      <div id="after-ranking" tabIndex={-1} />
    </>
  );
}
