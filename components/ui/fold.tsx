import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Folded under its title on a phone, where it would push down what people come for; open wherever there is room. */
export function Fold({ title, className = '', children }: Props) {
  return (
    <details className={`fold ${className}`}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
