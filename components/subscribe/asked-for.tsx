import { firstWatches } from '@/lib/format/watch-words';
import type { SignUpRequest } from '@/lib/subscribers';

/** The page of a request shows more of it than its email. */
const MAX_WATCHES = 50;

/** What a link adds, in words. */
export function AskedFor({ watches, timeZone }: Pick<SignUpRequest, 'watches' | 'timeZone'>) {
  return (
    <div className="max-w-prose">
      <ul className="list-disc pl-5">
        {firstWatches(watches, MAX_WATCHES).map((words) => (
          <li key={words} className="break-words">
            {words}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-muted">
        Levels are multiples of the average over 24 hours.
        {timeZone !== null && ` Times in your emails: ${timeZone}.`}
      </p>
    </div>
  );
}
