'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useRef } from 'react';
import type { Status } from '@/lib/queries';
import { useLive } from './use-live';

/**
 * What is known now of the collections; `rendered` is what the page was made with. Once there are newer figures, the
 * page's data is fetched anew, in place: scroll, focus, choices and selection stay. Tried again with each answer until
 * the page has them. A page that could not be made is fetched as soon as it can be.
 */
export function useRefresh(rendered: Status): Status {
  const router = useRouter();
  const { status: heard, answers } = useLive();
  const status = newer(heard, rendered);
  const isDue = status.trouble === null && keyOf(status) !== keyOf(rendered);
  const madeFor = useRef<string | null>(null);
  useEffect(() => {
    const { pathname, search } = window.location;
    madeFor.current ??= search;
    if (answers === 0 || !isDue) return;
    const isSame = madeFor.current === search;
    madeFor.current = search;
    startTransition(() => {
      // Choices change the address without asking the server: Next takes a refresh after that for a visit of another
      // page, and scrolls to its top.
      if (isSame) router.refresh();
      else router.replace(pathname + search, { scroll: false });
    });
  }, [router, answers, isDue]);
  return status;
}

/** What figures a page has that was made with this status. */
function keyOf({ version, trouble }: Status): string {
  return trouble === null ? `figures ${version}` : trouble.title;
}

/** A page that was just opened may have been made after the last answer. */
function newer(heard: Status | null, rendered: Status): Status {
  if (heard === null) return rendered;
  const heardAt = heard.collection?.closedAt ?? '';
  const renderedAt = rendered.collection?.closedAt ?? '';
  return heard.trouble === null && heardAt < renderedAt ? rendered : heard;
}
