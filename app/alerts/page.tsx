import type { Metadata } from 'next';
import { connection } from 'next/server';
import { AlertsBlock } from '@/components/alerts/alerts-block';
import { type AlertParams, stateOf } from '@/components/alerts/read-state';
import { StatusBlock } from '@/components/status/status-block';

export const metadata: Metadata = {
  title: 'Alerts',
  description:
    'What is unusual in crypto markets now, and what was: each market that left its own last day far behind.',
  alternates: { canonical: '/alerts', types: { 'application/atom+xml': '/api/alerts?format=atom' } },
};

// What is read lies in memory, or is one short query. Sent whole, the page works without scripts.
export const instant = false;

export default async function AlertsPage({ searchParams }: { searchParams: Promise<AlertParams> }) {
  await connection();
  const state = stateOf(await searchParams);
  const nowMs = Date.now();
  return (
    <>
      <StatusBlock nowMs={nowMs} />
      <div className="page pb-6">
        <h1 className="pt-6 text-xl font-semibold tracking-tight">Alerts</h1>
        <p className="mt-1 max-w-prose text-muted">
          What is and was far from its own mean of 24 hours. Also as a{' '}
          <a href="/api/alerts?format=atom" className="text-accent underline underline-offset-2">
            feed
          </a>{' '}
          and as{' '}
          <a href="/api/alerts" className="text-accent underline underline-offset-2">
            JSON
          </a>
          .
        </p>
        <AlertsBlock state={state} nowMs={nowMs} />
      </div>
    </>
  );
}
