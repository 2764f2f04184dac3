import { Notice } from '@/components/ui/notice';
import type { Status } from '@/lib/queries';
import { missingWords } from './missing-words';

/** No source at all: what was tried, and what to do. */
export function NoSource({ status: { sources } }: { status: Status }) {
  if (sources.fresh > 0 || sources.all === 0) return null;
  const { notFresh } = sources;
  if (notFresh.every(({ waitUntil }) => waitUntil !== undefined)) {
    return (
      <Notice tone="warn" title="Every exchange asked us to wait">
        <p>
          {notFresh.map(missingWords).join('; ')}. They are read again by themselves. What was collected
          before stays, with its age.
        </p>
      </Notice>
    );
  }
  const tried = notFresh.map(({ exchange }) => exchange).join(', ');
  return (
    <Notice tone="bad" title="No source answered">
      <p>
        Tried {tried}. Check that this machine reaches the internet, and the setting SOURCES;{' '}
        <code>npm run demo</code> needs no network. What was collected before stays, with its age.
      </p>
    </Notice>
  );
}
