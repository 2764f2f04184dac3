'use client';

import { useSyncExternalStore } from 'react';
import { isOffline, subscribeOffline } from './offline';

/** Whether this browser cannot reach the server for want of a network. */
export function useOffline(): boolean {
  return useSyncExternalStore(subscribeOffline, isOffline, () => false);
}
