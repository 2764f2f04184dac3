import { useEffect, useState } from 'react';
import { loadList, type Searchable } from './load-list';

export type ListState = { state: 'loading' } | { state: 'failed' } | ({ state: 'there' } & Searchable);

/** What can be searched, asked for when the search is first open. */
export function useList(open: boolean): ListState {
  const [list, setList] = useState<ListState>({ state: 'loading' });
  const isThere = list.state === 'there';
  useEffect(() => {
    if (!open || isThere) return;
    let isWanted = true;
    const settle = (next: ListState) => isWanted && setList(next);
    settle({ state: 'loading' });
    loadList().then(
      (searchable) => settle({ state: 'there', ...searchable }),
      () => settle({ state: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [open, isThere]);
  return list;
}
