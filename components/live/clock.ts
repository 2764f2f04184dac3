'use client';

/** HTTP dates are whole seconds, and an answer takes a while: less than this is no difference. */
const NOTICED_MS = 5_000;

let aheadMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The server's time, ms UTC: an age is wrong by as much as the clock that it is told by. */
export function currentMs(): number {
  return Date.now() + aheadMs;
}

/** Learns from an answer how far the server's clock is ahead of this machine's. */
export function noteServerTime(headers: Headers): void {
  const sentMs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(sentMs)) return;
  const differenceMs = sentMs + 1000 * Number(headers.get('age') ?? 0) - Date.now();
  aheadMs = Math.abs(differenceMs) < NOTICED_MS ? 0 : differenceMs;
}

/** Calls once a second while the page is looked at. */
export function subscribeClock(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', wind);
    wind();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', wind);
  };
}

function wind(): void {
  clearInterval(timer);
  if (document.hidden) return;
  tick();
  timer = setInterval(tick, 1000);
}

function tick(): void {
  for (const listener of listeners) listener();
}
