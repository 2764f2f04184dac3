import { singleton } from './singleton';

/**
 * Does a piece of work away from the event loop of readers. `report` gets what is known so far; `signal` is aborted once
 * nobody waits any more. Rejects as the work itself would.
 */
export type Offloaded<Question, Answer> = (
  question: Question,
  control: { signal: AbortSignal; report: (answer: Answer) => void },
) => Promise<Answer>;

/** Whoever did it has broken down, or took too long to be waited for. */
export class OffloadError extends Error {
  override name = 'OffloadError';
}

/** Where one kind of work is done in this process. */
export interface Offload<Question, Answer> {
  /** Has it done elsewhere from now on; null: in place again. */
  use(run: Offloaded<Question, Answer> | null): void;
  /** Who does it; null: whoever needs it, in place. */
  current(): Offloaded<Question, Answer> | null;
}

/** The one place of this name in the process. */
export function offload<Question, Answer>(name: string): Offload<Question, Answer> {
  const place = () =>
    singleton<{ run: Offloaded<Question, Answer> | null }>(`offload ${name}`, () => ({ run: null }));
  return {
    use(run) {
      place().run = run;
    },
    current: () => place().run,
  };
}
