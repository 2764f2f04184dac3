import { defaultFilter } from 'cmdk';
import { Aside, Group, Item } from './item';
import type { Searchable } from './load-list';

interface Props {
  metrics: Searchable['metrics'];
  search: string;
  go: (path: string) => void;
}

/** A metric leads to the ranking by it. */
export function MetricItems({ metrics, search, go }: Props) {
  const words = search.trim();
  const found =
    words === ''
      ? metrics
      : metrics.filter(({ name, label }) => defaultFilter(`${label} ${name}`, words) > 0.1);
  if (found.length === 0) return null;
  return (
    <Group heading="Rank all markets by">
      {found.map(({ name, label }) => (
        <Item key={name} value={`metric ${name}`} onSelect={() => go(`/?metric=${encodeURIComponent(name)}`)}>
          {label}
          <Aside>{name}</Aside>
        </Item>
      ))}
    </Group>
  );
}
