'use client';

import { useSyncExternalStore } from 'react';
import { type Digits, digitsOf, plainDigits } from './digits';

let own: Digits | undefined;

const never = () => () => undefined;
const inBrowser = () => {
  own ??= digitsOf();
  return own;
};
const onServer = () => plainDigits;

/**
 * How this browser's reader writes figures. A page that is kept for all has them as in English; the browser takes over as
 * it stands and changes them right after, where the reader's are others.
 */
export function useDigits(): Digits {
  return useSyncExternalStore(never, inBrowser, onServer);
}
