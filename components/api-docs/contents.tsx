import { Fold } from '@/components/ui/fold';
import type { ApiDocument, Operation } from './document';
import { Method } from './method';

interface Props {
  tags: ApiDocument['tags'];
  operations: readonly Operation[];
}

/** What there is, and the way to it; beside the text where there is room. */
export function Contents({ tags, operations }: Props) {
  return (
    <nav
      aria-label="Operations"
      className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto"
    >
      <Fold title={<span className="target">Contents</span>}>
        {tags.map(({ name }) => (
          <div key={name} className="pb-3">
            <p className="text-xs text-muted">{name}</p>
            <ul>
              {operations
                .filter((operation) => operation.tags.includes(name))
                .map(({ operationId, method, path }) => (
                  <li key={operationId}>
                    <a href={`#${operationId}`} className="target gap-x-2 hover:text-accent hover:underline">
                      <Method method={method} /> <span className="break-all">{path}</span>
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
        <a href="#shapes" className="target hover:text-accent hover:underline">
          Shapes
        </a>
      </Fold>
    </nav>
  );
}
