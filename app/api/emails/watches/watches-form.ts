import { watchesIn } from '@/components/subscribe/watches-in';
import type { Form } from '@/lib/http';

/** The watches as a form sends them, each in a row, and its other fields beside them. */
export function watchesOfForm(form: Form): object {
  const { watches, rest } = watchesIn(form);
  return { ...rest, watches };
}
