'use client';

import { useEffect, useState } from 'react';

/** `offline`: the server cannot be reached. `outdated`: it can, and no longer has a part of this page. */
type Recovery = 'offline' | 'outdated';

const KEY = 'reloaded for a missing part';
/** A second failure this soon after a reload is not mended by another one. */
const ONCE_IN_MS = 60_000;
const LOOK_MS = 3_000;

/**
 * Recovers a page of which a part could not be loaded, since its build was replaced or the network was away: reloads it
 * once the server answers, once a minute at most. Returns what keeps it from that, or null where the error is another.
 */
export function useRecovery(error: unknown): Recovery | null {
  const isMissing = isMissingPart(error);
  const [state, setState] = useState<Recovery>('offline');
  useEffect(() => {
    if (!isMissing) return;
    let isOver = false;
    const look = async () => {
      if (!(await answers()) || isOver) return;
      clearInterval(timer);
      if (mayReload()) location.reload();
      else setState('outdated');
    };
    const timer = setInterval(look, LOOK_MS);
    void look();
    window.addEventListener('online', look);
    return () => {
      isOver = true;
      clearInterval(timer);
      window.removeEventListener('online', look);
    };
  }, [isMissing]);
  return isMissing ? state : null;
}

/** How browsers and the bundler say that a script or a style could not be loaded. */
function isMissingPart(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ChunkLoadError' ||
    /Failed to load chunk|Loading (CSS )?chunk|dynamically imported module|Importing a module script/i.test(
      error.message,
    )
  );
}

/** Notes the reload; false where the last one was a moment ago, or could not be remembered. */
function mayReload(): boolean {
  try {
    const lastMs = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Math.abs(Date.now() - lastMs) < ONCE_IN_MS) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}

async function answers(): Promise<boolean> {
  const signal = AbortSignal.timeout(LOOK_MS);
  return fetch('/api/status', { method: 'HEAD', cache: 'no-store', signal }).then(
    () => true,
    () => false,
  );
}
