import type { ReactNode } from 'react';
import { Prose } from './prose';

export interface Field {
  name: string;
  type: ReactNode;
  required: boolean;
  description: string;
  example?: string | undefined;
}

interface Props {
  fields: readonly Field[];
  label: string;
}

/** Parameters, or the fields of a shape: name, what it may be, and what it means. */
export function FieldList({ fields, label }: Props) {
  return (
    <dl aria-label={label} className="divide-y divide-hairline border-y border-hairline">
      {fields.map(({ name, type, required, description, example }) => (
        <div key={name} className="grid gap-x-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="min-w-0">
            <code className="font-mono text-[0.8125rem] font-medium break-words">{name}</code>
            {required && <span className="ml-2 text-xs text-muted">required</span>}
          </dt>
          <dd className="min-w-0">
            <p className="text-xs break-words text-muted">{type}</p>
            {description !== '' && (
              <p className="max-w-prose">
                <Prose text={description} />
              </p>
            )}
            {example !== undefined && (
              <p className="text-xs text-muted">
                For example <code className="font-mono break-all text-ink">{example}</code>
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
