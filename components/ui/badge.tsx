import type { ReactNode } from 'react';

const TONES = {
  plain: 'text-muted border-edge',
  good: 'text-good border-good',
  warn: 'text-warn border-warn',
  bad: 'text-bad border-bad',
} as const;

interface Props {
  tone?: keyof typeof TONES;
  title?: string;
  children: ReactNode;
}

/** A word about a thing, never a colour alone. */
export function Badge({ tone = 'plain', title, children }: Props) {
  return (
    <span
      title={title}
      className={`inline-flex items-center whitespace-nowrap rounded-full border px-2 text-xs leading-5 ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
