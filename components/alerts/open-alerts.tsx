import { connection } from 'next/server';
import { troubleOf } from '@/components/status/trouble';
import { unusualNow } from '@/lib/metrics';

/** How many alerts are open, behind the word; nothing where none is. */
export async function OpenAlerts() {
  await connection();
  const open = await countOrNone();
  if (open === 0) return null;
  return (
    <span className="figures ml-1 rounded-full border border-warn px-1.5 text-xs leading-5 text-warn">
      {open}
      <span className="sr-only"> open</span>
    </span>
  );
}

/** A header does without the number where there is no database. */
async function countOrNone(): Promise<number> {
  try {
    return (await unusualNow()).open;
  } catch (error) {
    troubleOf(error);
    return 0;
  }
}
