import { Command } from 'cmdk';
import type { ListState } from './use-list';

interface Props {
  list: ListState;
  isSearched: boolean;
}

/** Where there is nothing to choose from: why, and what to do. */
export function SearchState({ list, isSearched }: Props) {
  if (list.state === 'loading') {
    return <Command.Loading className="px-3 py-2 text-muted">Loading the list of markets…</Command.Loading>;
  }
  if (list.state === 'failed') {
    return (
      <p role="alert" className="px-3 py-2 text-bad">
        The list of markets could not be loaded. Close this and open it again to try once more.
      </p>
    );
  }
  if (!isSearched) {
    return (
      <p className="px-3 py-2 text-muted">
        {list.markets.length === 0
          ? 'No market is known before the first collection.'
          : 'Type a few letters, such as “btc kraken”.'}
      </p>
    );
  }
  return (
    <Command.Empty className="px-3 py-2 text-muted">
      Nothing fits. Search by the sign of an asset, such as SOL, or the name of an exchange.
    </Command.Empty>
  );
}
