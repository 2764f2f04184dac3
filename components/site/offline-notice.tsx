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

/** Says on every page that the browser has no network, for as long as it has none: at the foot, where it moves nothing. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(
    onChange,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {!isOnline && (
        <p className="fixed inset-x-0 bottom-0 z-20 border-t border-warn bg-warn-ground px-4 py-2 text-center">
          You are offline: what is shown stays as it is, and is fetched anew when the network is back.
        </p>
      )}
    </div>
  );
}
