let aheadMs = 0;

/** Makes this process believe that it is `nowMs`, and time go on from there. */
export function setClock(nowMs: number): void {
  aheadMs = nowMs - performance.timeOrigin - performance.now();
}

/** From now on `Date` goes by `setClock`. */
export function shiftDate(): void {
  const now = () => Math.round(performance.timeOrigin + performance.now() + aheadMs);
  globalThis.Date = new Proxy(Date, {
    construct: (target, args) => (args.length === 0 ? new target(now()) : Reflect.construct(target, args)),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
