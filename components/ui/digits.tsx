'use client';

import { useDigits } from '@/lib/format/use-digits';

/** A written figure, or a sentence with some, with the signs of its reader's place. */
export function Digits({ children }: { children: string }) {
  return useDigits()(children);
}
