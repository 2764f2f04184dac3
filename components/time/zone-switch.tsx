'use client';

import { useSyncExternalStore } from 'react';
import { formatZone, UTC } from '@/lib/format/time';
import { useZone } from './use-zone';
import { chooseZone, hasOwnZone, onZoneChange, ownZone } from './zone-store';

/** The zone of all times on the page, by its name: the browser's own to UTC and back. */
export function ZoneSwitch() {
  const zone = useZone();
  const own = useSyncExternalStore(onZoneChange, ownZone, () => UTC);
  const inUtc = zone === UTC;
  const name = inUtc ? UTC : formatZone(Date.now(), zone);
  const advice = inUtc ? `Show times in ${own}` : `Times are in ${zone}. Show them in UTC`;
  // Who lives in UTC has nothing to choose, but reads which zone it is.
  const onlyUtc = hasOwnZone()
    ? 'Times are in UTC, which is the zone of this browser'
    : "Times are in UTC, since this browser's time zone is unknown";
  const hint = own === UTC ? onlyUtc : advice;
  return (
    <button
      type="button"
      title={hint}
      aria-label={`${name}. ${hint}`}
      aria-disabled={own === UTC}
      onClick={() => {
        if (own !== UTC) chooseZone(inUtc ? 'own' : 'utc');
      }}
      className="target [@media(scripting:none)]:hidden min-w-11 cursor-pointer justify-center text-muted hover:text-ink aria-disabled:cursor-default aria-disabled:hover:text-muted"
    >
      {name}
    </button>
  );
}
