import type { OffloadedPreview, Previewed } from '@/lib/alerts';

/** What the server's thread asks for: a preview, or to give one up. */
export type ToPreviews =
  | { kind: 'preview'; call: number; question: OffloadedPreview }
  | { kind: 'cancel'; call: number };

/** What comes back: what is known so far, as often as it is more; then the answer, or why there is none. */
export type FromPreviews =
  | { kind: 'known'; call: number; previewed: Previewed }
  | { kind: 'answer'; call: number; previewed: Previewed }
  | { kind: 'failed'; call: number; error: ThreadFailure };

/** An error as it can be sent to another thread: with the code, which tells a lost database from a fault. */
export interface ThreadFailure {
  name: string;
  message: string;
  stack?: string;
  code?: string;
}
