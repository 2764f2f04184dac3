import type { ReactNode } from 'react';
import { SubmitButton } from './button';

interface Props {
  action: string;
  fields: Record<string, string>;
  tone?: 'main' | 'plain' | 'bad';
  children: ReactNode;
}

/** One button that acts: a link in a mail never does, since scanners follow links. */
export function TokenForm({ action, fields, tone, children }: Props) {
  return (
    <form action={action} method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton tone={tone}>{children}</SubmitButton>
    </form>
  );
}
