'use client';

import { useSyncExternalStore } from 'react';
import { UTC } from '@/lib/format/time';
import { onZoneChange, shownZone } from './zone-store';

const onServer = () => UTC;

/**
 * The zone in which this browser wants its times: its own, or UTC. The server does not know it and writes UTC; the
 * page takes over as it stands and changes to the zone right after.
 */
export function useZone(): string {
  return useSyncExternalStore(onZoneChange, shownZone, onServer);
}
