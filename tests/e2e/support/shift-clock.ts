import type { BrowserContext } from '@playwright/test';

/** `Date` in all pages of a context goes as far ahead as the clock of this process, by the variable that shifts it. */
export async function shiftClock(context: BrowserContext): Promise<void> {
  const seconds = /^([+-]?\d+)s$/.exec(process.env.FAKETIME ?? '')?.[1];
  if (seconds === undefined) return;
  await context.addInitScript((aheadMs: number) => {
    const Real = Date;
    globalThis.Date = new Proxy(Real, {
      construct: (target, args: unknown[], newTarget) =>
        Reflect.construct(target, args.length === 0 ? [Real.now() + aheadMs] : args, newTarget),
      apply: () => new Real(Real.now() + aheadMs).toString(),
      get: (target, name, receiver) =>
        name === 'now' ? () => Real.now() + aheadMs : Reflect.get(target, name, receiver),
    });
  }, 1000 * Number(seconds));
}
