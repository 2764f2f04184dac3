'use client';

import type { Status } from '@/lib/queries';
import { noteServerTime } from './clock';

/** New figures are shown within this and what a request takes. */
const EVERY_MS = 5_000;
const TIMEOUT_MS = 8_000;

/** What an open page knows of the collections. */
export interface Live {
  /** The last status that the server told; null until the first answer. */
  status: Status | null;
  /** How often it answered: whoever waits for something tries again with each answer. */
  answers: number;
  /** Since when it has not answered, ms; null while it does. */
  failingSinceMs: number | null;
}

let live: Live = { status: null, answers: 0, failingSinceMs: null };
let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;
const listeners = new Set<() => void>();

export function currentLive(): Live {
  return live;
}

/** Asks every few seconds while somebody listens and the page is looked at: a tab in the background costs nothing. */
export function subscribeLive(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) begin();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) end();
  };
}

/** Asks now, not in a while. */
export async function askNow(): Promise<void> {
  clearTimeout(timer);
  if (asking || !isWatched()) return;
  asking = true;
  try {
    const status = await readStatus();
    tell({ status, answers: live.answers + 1, failingSinceMs: null });
  } catch {
    tell({ failingSinceMs: live.failingSinceMs ?? Date.now() });
  }
  asking = false;
  if (isWatched()) timer = setTimeout(askNow, EVERY_MS);
}

async function readStatus(): Promise<Status> {
  const answer = await fetch('/api/status', { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  noteServerTime(answer.headers);
  return answer.json();
}

function isWatched(): boolean {
  return listeners.size > 0 && !document.hidden;
}

function tell(change: Partial<Live>): void {
  live = { ...live, ...change };
  for (const listener of listeners) listener();
}

const wake = () => {
  if (document.hidden) clearTimeout(timer);
  else void askNow();
};

function begin(): void {
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  // The page was just made: there is nothing new yet.
  timer = setTimeout(wake, EVERY_MS);
}

function end(): void {
  clearTimeout(timer);
  document.removeEventListener('visibilitychange', wake);
  window.removeEventListener('online', wake);
}
