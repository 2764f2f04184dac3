import type { Watch } from '@/lib/subscribers';

/** The page that shows what these watches would have caused. */
export function previewPage(watches: readonly Watch[]): string {
  return `/preview?watches=${encodeURIComponent(JSON.stringify(watches))}`;
}
