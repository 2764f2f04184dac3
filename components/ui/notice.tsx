import type { ReactNode } from 'react';

const TONES = {
  plain: 'border-hairline bg-raised',
  warn: 'border-warn bg-warn-ground',
  bad: 'border-bad bg-bad-ground',
} as const;

interface Props {
  tone?: keyof typeof TONES;
  title: string;
  children?: ReactNode;
}

/** Something that the reader has to know before the figures: what is the matter, and what to do. */
export function Notice({ tone = 'plain', title, children }: Props) {
  return (
    <div role="status" className={`my-4 rounded-md border px-4 py-3 ${TONES[tone]}`}>
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="mt-1 max-w-prose text-muted">{children}</div>}
    </div>
  );
}
