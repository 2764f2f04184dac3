'use client';

import { useSyncExternalStore } from 'react';
import { currentMs, subscribeClock } from './clock';

/** The time in steps of `stepMs`, which goes on; while the page is being hydrated, when the server rendered it. */
export function useNow(renderedMs: number, stepMs = 1000): number {
  return useSyncExternalStore(
    subscribeClock,
    () => Math.floor(currentMs() / stepMs) * stepMs,
    () => renderedMs,
  );
}
