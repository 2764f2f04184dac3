import { UTC } from '@/components/format/time';

const KEY = 'times';
const listeners = new Set<() => void>();
/** Asked for by every time on a page, so it is kept until it changes. */
let shown: string | undefined;

/** The zone of this browser, by its IANA name. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone ?? UTC;
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
