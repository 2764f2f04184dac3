'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { MarketItems } from './market-items';
import { MetricItems } from './metric-items';
import { PageItems } from './page-items';
import { SearchState } from './search-state';
import { useList } from './use-list';

interface Props {
  open: boolean;
  onClose: () => void;
}

/** Every market, metric and page by a few letters of its name. Loaded when it is first opened. */
export function SearchDialog({ open, onClose }: Props) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // Not deferred: cmdk marks the first item once it knows what was typed, and that must be one of the new ones.
  const [search, setSearch] = useState('');
  const list = useList(open);
  // The browser's own dialog keeps the focus in, closes by Escape and gives the focus back to where it was.
  useEffect(() => {
    if (!open) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    input.current?.focus();
  }, [open]);
  const close = () => {
    onClose();
    setSearch('');
  };
  const go = (path: string) => {
    close();
    router.push(path);
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Search markets and metrics"
      closedby="any"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      // The browser tells of its closing late: somebody may have opened it again since.
      onClose={() => {
        if (!dialog.current?.open) close();
      }}
      className="mx-auto mt-4 mb-auto w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-lg border border-edge bg-ground text-ink shadow-xl backdrop:bg-black/40 sm:mt-[12vh]"
    >
      <Command label="Search markets and metrics" shouldFilter={false} loop>
        <div className="flex items-center border-b border-hairline">
          <Command.Input
            ref={input}
            value={search}
            onValueChange={setSearch}
            placeholder="A market, an asset or a metric"
            className="h-12 min-w-0 flex-1 bg-transparent px-4 text-base outline-offset-[-2px] placeholder:text-muted"
          />
          <button
            type="button"
            onClick={close}
            className="target min-w-14 cursor-pointer justify-center text-xs text-muted outline-offset-[-2px] hover:text-ink"
          >
            Close
          </button>
        </div>
        <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-2">
          <SearchState list={list} isSearched={search.trim() !== ''} />
          {list.state === 'there' && <MarketItems markets={list.markets} search={search} go={go} />}
          {list.state === 'there' && <MetricItems metrics={list.metrics} search={search} go={go} />}
          <PageItems search={search} go={go} />
        </Command.List>
      </Command>
    </dialog>
  );
}
