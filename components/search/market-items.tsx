import { useMemo } from 'react';
import { exchangeName, marketPath } from '@/lib/format/market-name';
import { findMarkets } from './find-markets';
import { Aside, Group, Item } from './item';
import type { Searchable } from './load-list';

interface Props {
  markets: Searchable['markets'];
  search: string;
  go: (path: string) => void;
}

export function MarketItems({ markets, search, go }: Props) {
  const found = useMemo(() => findMarkets(markets, search), [markets, search]);
  if (found.length === 0) return null;
  return (
    <Group heading="Markets">
      {found.map(({ name, base, quote, exchange }) => (
        <Item key={name} value={name} onSelect={() => go(marketPath(name))}>
          <span className="break-all">
            {base}-{quote}
          </span>
          <Aside>{exchangeName(exchange)}</Aside>
        </Item>
      ))}
    </Group>
  );
}
