import { Notice } from '@/components/ui/notice';
import type { Trouble } from './trouble';

/** What a block shows in place of its data. */
export function TroubleNotice({ trouble: { title, advice } }: { trouble: Trouble }) {
  return (
    <Notice tone="bad" title={title}>
      <p>{advice}</p>
    </Notice>
  );
}
