import { connection } from 'next/server';
import { log } from '@/lib/platform/log';
import { unusualNow } from '@/lib/queries';

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

/** A header does without the number where it cannot be known: a page that needs the alerts says what is wrong. */
async function countOrNone(): Promise<number> {
  try {
    return (await unusualNow()).open;
  } catch (error) {
    log().warn({ err: error }, 'the header does without the number of open alerts');
    return 0;
  }
}
