'use client';

import { useSyncExternalStore } from 'react';
import { ownPlace } from '@/components/time/zone-store';

const never = () => () => undefined;

/**
 * The zone of whoever signs up, for the times in their emails. Empty, which is UTC, without JavaScript or where the
 * browser's zone is unknown or no place.
 */
export function TimeZoneField() {
  const zone = useSyncExternalStore(never, ownPlace, () => '');
  return <input type="hidden" name="timeZone" value={zone} />;
}
