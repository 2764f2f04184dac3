'use client';

import { useSyncExternalStore } from 'react';

const onChange = (changed: () => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** Says on every page that the browser has no network, for as long as it has none. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(
    onChange,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {!isOnline && (
        <p className="border-b border-warn bg-warn-ground px-4 py-1 text-center">
          You are offline: what is shown stays as it is, and is fetched anew when the network is back.
        </p>
      )}
    </div>
  );
}
