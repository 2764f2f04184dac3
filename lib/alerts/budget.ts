/** The alerts of a slot took longer than they may. */
export class AlertsLateError extends Error {
  override name = 'AlertsLateError';
}

/** How long the alerts of one slot may take, by a clock that only goes forward. */
export interface AlertBudget {
  limitMs: number;
  /** Since the alerts of this slot began. */
  elapsedMs(): number;
}

/** Throws AlertsLateError once the time is over; does nothing without a budget. */
export function tickOf(budget: AlertBudget | undefined): () => void {
  if (budget === undefined) return () => undefined;
  return () => {
    if (budget.elapsedMs() > budget.limitMs) {
      throw new AlertsLateError(`the alerts of this slot took longer than ${budget.limitMs} ms`);
    }
  };
}

const MIN_MS = 5_000;
const MAX_MS = 60_000;

/** Half of the time until the next slot, but not less than a slow database needs and not more than a minute. */
export function alertBudgetMs(intervalMs: number): number {
  return Math.min(MAX_MS, Math.max(MIN_MS, intervalMs / 2));
}
