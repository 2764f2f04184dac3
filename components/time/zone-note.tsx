'use client';

import { useSyncExternalStore } from 'react';
import { useZone } from './use-zone';
import { hasOwnZone } from './zone-store';

const never = () => () => undefined;

/** Says in which zone the times of the page are, and why, where it is not the browser's own. */
export function ZoneNote() {
  const zone = useZone();
  const isKnown = useSyncExternalStore(never, hasOwnZone, () => true);
  return (
    <>
      Times are in {zone}
      {isKnown ? '.' : ", since this browser's time zone is unknown."}
    </>
  );
}
