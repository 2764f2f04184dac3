import type { Metadata } from 'next';
import { connection } from 'next/server';
import { SourcesBlock } from '@/components/sources/sources-block';
import { StatusBlock } from '@/components/status/status-block';

export const metadata: Metadata = {
  alternates: { canonical: '/sources' },
  title: 'Sources',
  description:
    'Each exchange that is collected from: whether it answers, how it was, and what was refused of it.',
};

// What is read lies in memory. Sent whole, the page works without scripts.
export const instant = false;

export default async function SourcesPage() {
  await connection();
  const nowMs = Date.now();
  return (
    <>
      <StatusBlock nowMs={nowMs} />
      <SourcesBlock nowMs={nowMs} />
    </>
  );
}
