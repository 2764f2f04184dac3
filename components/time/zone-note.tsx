'use client';

import { useZone } from './use-zone';

/** Says in which zone the times of the page are. */
export function ZoneNote() {
  return <>Times are in {useZone()}.</>;
}
