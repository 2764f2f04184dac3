import { patternWords } from '@/lib/format/pattern-words';
import { formatExactTime } from '@/lib/format/time';
import { TokenForm } from './token-form';

/** Until when a market is muted, ms UTC: infinity if permanently, null if it is not. */
type Until = number | null;

const FOR = { day: 'Mute for a day', ever: 'Mute permanently', none: 'Unmute' } as const;

interface ButtonsProps {
  token: string;
  dimension: string;
  until: Until;
  /** The one that the link asked for. */
  first: 'day' | 'ever';
}

/** A button each: a link in an email never acts, since scanners follow links. */
export function MuteButtons({ token, dimension, until, first }: ButtonsProps) {
  const offered = offeredOf(until, first);
  return (
    <div className="flex flex-wrap gap-3">
      {offered.map((lasting, place) => (
        <TokenForm
          key={lasting}
          action={`/api/emails/mutes?token=${encodeURIComponent(token)}`}
          fields={{ dimension, for: lasting }}
          tone={place === 0 && until === null ? 'main' : 'plain'}
        >
          {FOR[lasting]}
        </TokenForm>
      ))}
    </div>
  );
}

function offeredOf(until: Until, first: 'day' | 'ever'): (keyof typeof FOR)[] {
  if (until === null) return first === 'day' ? ['day', 'ever'] : ['ever', 'day'];
  return until === Number.POSITIVE_INFINITY ? ['none'] : ['none', 'ever'];
}

interface DoneProps {
  dimension: string;
  email: string;
  until: Until;
  /** A button was pressed just now. */
  isDone: boolean;
}

/** Whether it is muted, and what a button does. */
export function MuteDone({ dimension, email, until, isDone }: DoneProps) {
  const address = <strong className="font-medium wrap-anywhere">{email}</strong>;
  const name = patternWords(dimension);
  return (
    <p className="max-w-prose" role={isDone ? 'status' : undefined}>
      {until !== null && (
        <>
          Alerts about {name} for {address} are muted {untilWords(until)}.
        </>
      )}
      {until === null && isDone && (
        <>
          Alerts about {name} go to {address} again.
        </>
      )}
      {until === null && !isDone && (
        <>
          Mute alerts about {name} for {address}? Other alerts continue.
        </>
      )}
    </p>
  );
}

/** `permanently`, or `until 25 Nov 2026, 12:05:00 UTC`. */
export function untilWords(untilMs: number): string {
  return untilMs === Number.POSITIVE_INFINITY ? 'permanently' : `until ${formatExactTime(untilMs)}`;
}
