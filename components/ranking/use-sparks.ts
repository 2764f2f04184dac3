'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { sparksVersion, subscribeSparks, wantSparks } from './spark-store';

/** While the window moves nothing is fetched. */
const SETTLED_MS = 100;

const onServer = () => 0;

/** Fetches the lines of these markets once they have stood still for a moment. Renders again when there are new ones. */
export function useSparks(metric: string, slot: string | null, dimensions: readonly string[]): number {
  const names = dimensions.join(',');
  useEffect(() => {
    if (slot === null || names === '') return;
    const timer = setTimeout(() => void wantSparks(metric, slot, names.split(',')), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [metric, slot, names]);
  return useSyncExternalStore(subscribeSparks, sparksVersion, onServer);
}
