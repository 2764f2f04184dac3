'use client';

import { SearchIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isField, opensSearch } from './opens-search';

// The dialog, its library and the list of all markets are loaded when somebody searches, and once.
const SearchDialog = dynamic(() => import('./search-dialog').then((module) => module.SearchDialog), {
  ssr: false,
});

const never = () => () => undefined;
const keyHere = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K');
const keyOnServer = () => '⌘K';

/** Opens the search: by itself, by ⌘K or Ctrl+K, and by "/" where nobody is typing. */
export function SearchButton() {
  const [state, setState] = useState<'unused' | 'open' | 'closed'>('unused');
  const key = useSyncExternalStore(never, keyHere, keyOnServer);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!opensSearch(event, isField(event.target))) return;
      event.preventDefault();
      setState((now) => (now === 'open' ? 'closed' : 'open'));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K /"
        onClick={() => setState('open')}
        className="target [@media(scripting:none)]:hidden min-w-9 cursor-pointer justify-center gap-x-2 rounded-md text-muted hover:text-ink lg:w-56 lg:justify-start lg:border lg:border-edge lg:px-2.5 pointer-coarse:min-w-11"
      >
        <SearchIcon size={16} aria-hidden="true" />
        <span className="max-lg:sr-only">Search…</span>
        <kbd className="ml-auto hidden font-sans text-xs lg:inline">{key}</kbd>
      </button>
      {state !== 'unused' && <SearchDialog open={state === 'open'} onClose={() => setState('closed')} />}
    </>
  );
}
