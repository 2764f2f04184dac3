'use client';

/** What stands in place of a page that failed: on the server, whose log names the error by its `digest`, or in the browser. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <div className="page py-10">
      <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
      <p className="mt-2 max-w-prose text-muted">
        {digest === null
          ? 'The fault is in the page, in this browser, and not in what you did. If it comes again, load the page anew.'
          : `The fault is on the server, not in what you did, and is in its log as ${digest}.`}
      </p>
      <button type="button" onClick={() => retry()} className="control mt-4 cursor-pointer px-4">
        Try again
      </button>
    </div>
  );
}
