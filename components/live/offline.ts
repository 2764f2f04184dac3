'use client';

const TIMEOUT_MS = 8_000;

let offline = false;
const listeners = new Set<() => void>();

/** Whether the browser has no network and the server does not answer: one on this very machine needs none. */
export function isOffline(): boolean {
  return offline;
}

export function subscribeOffline(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    for (const event of ['online', 'offline']) window.addEventListener(event, look);
    if (!navigator.onLine) void look();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    for (const event of ['online', 'offline']) window.removeEventListener(event, look);
  };
}

async function look(): Promise<void> {
  const isHeard = await answers();
  offline = !isHeard && !navigator.onLine;
  for (const listener of listeners) listener();
}

async function answers(): Promise<boolean> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return fetch('/api/status', { method: 'HEAD', cache: 'no-store', signal }).then(
    () => true,
    () => false,
  );
}
