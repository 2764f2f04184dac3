'use client';

import { useRecovery } from '@/components/recovery/use-recovery';

/** What stands in place of a page that failed: on the server, whose log names the error by its `digest`, or in the browser. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  const recovery = useRecovery(error);
  if (recovery !== null) {
    const { title, says } = RECOVERIES[recovery];
    return (
      <Shown title={title} says={says}>
        <button type="button" onClick={() => location.reload()} className="control mt-4 cursor-pointer px-4">
          Reload the page
        </button>
      </Shown>
    );
  }
  return (
    <Shown
      title="This page could not be shown"
      says={
        digest === null
          ? 'The fault is in the page, in this browser, and not in what you did. If it happens again, reload the page.'
          : `The fault is on the server, not in what you did, and is in its log as ${digest}.`
      }
    >
      <button type="button" onClick={() => retry()} className="control mt-4 cursor-pointer px-4">
        Try again
      </button>
    </Shown>
  );
}

const RECOVERIES = {
  offline: {
    title: "You're offline",
    says: 'A part of this page could not be loaded. It reloads as soon as the server can be reached again.',
  },
  outdated: {
    title: 'A new version is available',
    says: 'This page was opened before an update, and a part of it is no longer there. Reload the page to continue.',
  },
} as const;

function Shown({ title, says, children }: { title: string; says: string; children: React.ReactNode }) {
  return (
    <div className="page py-10">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-2 max-w-prose text-muted">{says}</p>
      {children}
    </div>
  );
}
