'use client';

import { useSyncExternalStore } from 'react';
import { currentLive, type Live, subscribeLive } from './poll';

const ON_SERVER: Live = { status: null, answers: 0, failingSinceMs: null };

/** What this page knows of the collections, as they come. */
export function useLive(): Live {
  return useSyncExternalStore(subscribeLive, currentLive, () => ON_SERVER);
}
