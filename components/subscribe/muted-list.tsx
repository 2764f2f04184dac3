import { patternWords } from '@/lib/format/pattern-words';
import type { Mute } from '@/lib/subscribers';
import { untilMs } from './look';
import { untilWords } from './mute-buttons';
import { TokenForm } from './token-form';

/** What is muted, each with the button that ends it; nothing where nothing is. */
export function MutedList({ token, mutes }: { token: string; mutes: readonly Mute[] }) {
  if (mutes.length === 0) return null;
  return (
    <section
      aria-labelledby="muted"
      className="mt-4 flex w-full flex-col gap-3 border-t border-hairline pt-4"
    >
      <h2 id="muted" className="font-medium">
        Muted
      </h2>
      <ul className="flex flex-col gap-3">
        {mutes.map(({ dimension, until }) => (
          <li key={dimension} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span>
              {patternWords(dimension)}: muted {untilWords(untilMs(until))}
            </span>
            <TokenForm
              action={`/api/emails/mutes?token=${encodeURIComponent(token)}`}
              fields={{ dimension, for: 'none' }}
              tone="plain"
            >
              Unmute<span className="sr-only"> {patternWords(dimension)}</span>
            </TokenForm>
          </li>
        ))}
      </ul>
    </section>
  );
}
