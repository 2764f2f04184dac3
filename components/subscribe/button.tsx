import type { ReactNode } from 'react';

const TONES = {
  main: 'bg-accent text-on-accent border-accent',
  plain: 'bg-ground text-ink border-edge',
  bad: 'bg-ground text-bad border-bad',
} as const;

interface Props {
  tone?: keyof typeof TONES;
  name?: string;
  value?: string;
  children: ReactNode;
}

/** Sends the form that it stands in. */
export function SubmitButton({ tone = 'main', name, value, children }: Props) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={`inline-flex min-h-9 cursor-pointer items-center rounded-md border px-4 font-medium pointer-coarse:min-h-11 ${TONES[tone]}`}
    >
      {children}
    </button>
  );
}
