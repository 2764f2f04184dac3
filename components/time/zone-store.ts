import { isKnownZone, UTC } from '@/lib/format/time';

const KEY = 'times';
const listeners = new Set<() => void>();
/** Asked for by every time on a page, so it is kept until it changes. */
let shown: string | undefined;
let own: string | undefined;

/** The zone of this browser, by its IANA name; UTC where it names none that it knows. */
export function ownZone(): string {
  own ??= namedZone() ?? UTC;
  return own;
}

/** Whether this browser names a zone that it knows. */
export function hasOwnZone(): boolean {
  return namedZone() !== null;
}

/** The browser's zone where it is a place of the IANA database: an offset such as `+05:30` knows no summer time. */
export function ownPlace(): string {
  const zone = namedZone() ?? '';
  return /^[A-Za-z]/.test(zone) ? zone : '';
}

/** In a container without time zones, a browser names one such as `Etc/Unknown` or `+05:30`, and may refuse it itself. */
function namedZone(): string | null {
  try {
    const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    return isKnownZone(name) ? name : null;
  } catch {
    return null;
  }
}

/** The zone in which times are shown: the browser's own, or UTC once that was chosen. */
export function shownZone(): string {
  shown ??= isUtcChosen() ? UTC : ownZone();
  return shown;
}

/** Shows times in UTC or in the browser's own zone, here and in its other tabs, from now on. */
export function chooseZone(choice: 'utc' | 'own'): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }
  shown = choice === 'utc' ? UTC : ownZone();
  for (const changed of listeners) changed();
}

/** Calls back at each change. Answers what ends that. */
export function onZoneChange(changed: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', readAnew);
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
    if (listeners.size === 0) window.removeEventListener('storage', readAnew);
  };
}

function readAnew({ key }: StorageEvent): void {
  if (key !== null && key !== KEY) return;
  shown = undefined;
  for (const changed of listeners) changed();
}

function isUtcChosen(): boolean {
  try {
    return localStorage.getItem(KEY) === 'utc';
  } catch {
    return false;
  }
}
