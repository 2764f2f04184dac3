import type { SourceState } from '@/lib/incidents';

interface Said {
  tone: 'good' | 'warn' | 'bad';
  /** What is so, as the sentence "… since 12:05" begins. */
  means: string;
  /** How high its bar stands in a strip, of 10: told apart without colours too. */
  height: number;
}

/** How each state is shown, from the best to the worst. */
export const STATES: Record<SourceState, Said> = {
  well: { tone: 'good', means: 'It answers in time, and what it says is believed.', height: 3 },
  late: { tone: 'warn', means: 'It answers, but slowly or with old values.', height: 5 },
  partial: { tone: 'warn', means: 'It sends fewer markets than usual. What it sends is kept.', height: 6 },
  waiting: {
    tone: 'warn',
    means: 'It refused our requests as too many. It is not asked until the time in its reason.',
    height: 7,
  },
  silent: { tone: 'bad', means: 'It sends no price at all.', height: 8 },
  rejected: {
    tone: 'bad',
    means: 'The other exchanges contradict all of it, so nothing of it is believed.',
    height: 9,
  },
  failing: { tone: 'bad', means: 'It gives no answer that can be read.', height: 10 },
};
