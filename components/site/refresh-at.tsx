'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** A page that is not looked at is not kept fresh; it is fetched anew when somebody comes back to it. */
const LEAST_MS = 5_000;

/** Fetches the page's data anew in place after `afterMs`, at the next moment when it is looked at. */
export function RefreshAt({ afterMs }: { afterMs: number }) {
  const router = useRouter();
  useEffect(() => {
    let due = false;
    const refresh = () => {
      if (!due || document.hidden) return;
      due = false;
      router.refresh();
    };
    const timer = setTimeout(
      () => {
        due = true;
        refresh();
      },
      Math.max(LEAST_MS, afterMs),
    );
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router, afterMs]);
  return null;
}
