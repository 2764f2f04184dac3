'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** The zone of whoever signs up, for the times in their mails. Without JavaScript it stays empty, which is UTC. */
export function TimeZoneField() {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => '',
  );
  return <input type="hidden" name="timeZone" value={zone} />;
}
