import { readFileSync } from 'node:fs';

/** Our parent and its own: a shell and npm. `grandparent` is null where the system does not tell. */
export interface Ancestors {
  parent: number;
  grandparent: number | null;
}

/**
 * Calls `onGone` once the npm that started the script `script` has ended: a killed npm cannot pass its signal on, and
 * without this we would go on unseen. Does nothing where npm did not start us.
 */
export function watchNpm(script: string, onGone: () => void, intervalMs = 500): void {
  if (process.env.npm_lifecycle_event !== script) return;
  const first = ancestors();
  const timer = setInterval(() => {
    if (!isOrphaned(first, ancestors())) return;
    clearInterval(timer);
    onGone();
  }, intervalMs);
  timer.unref();
}

/** True only if an ancestor is known to have changed. One that cannot be read now may well be alive. */
export function isOrphaned(first: Ancestors, now: Ancestors): boolean {
  if (now.parent !== first.parent) return true;
  return first.grandparent !== null && now.grandparent !== null && now.grandparent !== first.grandparent;
}

function ancestors(): Ancestors {
  return { parent: process.ppid, grandparent: parentOf(process.ppid) };
}

/** Null without /proc, and where it cannot be read now, as when no file descriptor is left. */
function parentOf(pid: number): number | null {
  try {
    const [, parent] = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return parent === undefined ? null : Number(parent);
  } catch {
    return null;
  }
}
