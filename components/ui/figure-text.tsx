'use client';

import { useDigits } from '@/lib/format/use-digits';

interface Props {
  value: number;
  /** For the eye, and exactly. */
  text: string;
  exact: string;
}

/** A written number, exact in the title and for programs, with the signs of its reader's place. */
export function FigureText({ value, text, exact }: Props) {
  const digits = useDigits();
  return (
    <data className="figures" value={value} title={digits(exact)}>
      {digits(text)}
    </data>
  );
}
