import { connection } from 'next/server';
import { env } from '@/lib/platform/env';

/** Says on every page of a demo that its figures are not the market's of now; elsewhere nothing. */
export async function DemoBanner() {
  // Whether this is a demo is known to the server that runs, not to the build.
  await connection();
  if (!env().demo) return null;
  return (
    <p role="note" className="border-b border-warn bg-warn-ground px-4 py-1 text-center">
      Demo: recorded market, not live. The markets are real, their movements made up.
    </p>
  );
}
