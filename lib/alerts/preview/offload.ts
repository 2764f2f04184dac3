import { offload } from '@/lib/platform/offload';
import type { ClosedCollection } from '@/lib/series';
import type { Previewed, PreviewQuestion } from './question';

/** A preview as another thread is asked for it. */
export interface OffloadedPreview extends PreviewQuestion {
  /** The last collection that whoever asks knows of. */
  collection: ClosedCollection | null;
  /** When its time is up, ms UTC. */
  untilMs: number;
  /** How long it may keep a processor busy, without its waits for the database. */
  maxWorkMs: number;
}

/** Where previews are computed: a thread of the server, or in place where there is none. */
export const previewOffload = offload<OffloadedPreview, Previewed>('preview');
