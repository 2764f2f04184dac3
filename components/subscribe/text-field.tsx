import type { ComponentProps } from 'react';
import { FieldFault } from './field-fault';

interface Props extends Omit<ComponentProps<'input'>, 'name' | 'className'> {
  label: string;
  name: string;
  /** What is wrong with it, in a sentence. */
  fault?: string | undefined;
  /** Of the whole, and of the box alone. */
  className?: string;
  boxClassName?: string;
}

/** A field with its label, and what is wrong with it below. */
export function TextField({ label, name, fault, className = '', boxClassName = 'w-full', ...input }: Props) {
  return (
    <label className={`flex min-w-0 flex-col gap-1 text-xs text-muted ${className}`}>
      {label}
      <input
        {...input}
        name={name}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={fault === undefined ? undefined : `${name}-fault`}
        className={`control min-w-0 ${boxClassName} ${fault === undefined ? '' : 'border-bad'}`}
      />
      <FieldFault name={name} fault={fault} />
    </label>
  );
}
