'use client';

import { useOffline } from '@/components/live/use-offline';

/** Says on every page that the browser has no network, for as long as it has none: at the foot, where it moves nothing. */
export function OfflineNotice() {
  const offline = useOffline();
  return (
    <div role="status">
      {offline && (
        <p className="fixed inset-x-0 bottom-0 z-20 border-t border-warn bg-warn-ground px-4 py-2 text-center">
          You are offline: what is shown stays as it is, and is fetched anew when the network is back.
        </p>
      )}
    </div>
  );
}
