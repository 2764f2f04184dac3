'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'pinned-markets';
/** As many as stand on a screen. */
export const MAX_PINNED = 20;

const NONE: readonly string[] = [];
const listeners = new Set<() => void>();
let known: { text: string | null; names: readonly string[] } = { text: null, names: NONE };

/** The markets pinned in this browser, the first pinned first; none where the browser keeps nothing. */
export function usePinned(): readonly string[] {
  return useSyncExternalStore(subscribe, read, () => NONE);
}

/** Pins a market, or takes its pin away. */
export function togglePin(name: string): void {
  const names = read();
  const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
  try {
    localStorage.setItem(KEY, JSON.stringify(next.slice(-MAX_PINNED)));
  } catch {
    // Storage is full or forbidden: the pin is not kept, and does not look as if it were.
  }
  tell();
}

function read(): readonly string[] {
  const text = stored();
  if (text !== known.text) known = { text, names: parsed(text) };
  return known.names;
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parsed(text: string | null): readonly string[] {
  try {
    const names: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(names)) return NONE;
    return [...new Set(names.filter((name) => typeof name === 'string'))].slice(0, MAX_PINNED);
  } catch {
    return NONE;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener('storage', tell);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', tell);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}
