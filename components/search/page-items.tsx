import { defaultFilter } from 'cmdk';
import { Group, Item } from './item';

const PAGES = { Markets: '/', Alerts: '/alerts', Sources: '/sources', 'API documentation': '/api-docs' };

interface Props {
  search: string;
  go: (path: string) => void;
}

export function PageItems({ search, go }: Props) {
  const words = search.trim();
  const found = Object.entries(PAGES).filter(([title]) => words === '' || defaultFilter(title, words) > 0.1);
  if (found.length === 0) return null;
  return (
    <Group heading="Pages">
      {found.map(([title, path]) => (
        <Item key={path} value={`page ${path}`} onSelect={() => go(path)}>
          {title}
        </Item>
      ))}
    </Group>
  );
}
