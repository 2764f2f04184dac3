import { TextField } from './text-field';

interface Props {
  className?: string;
  value?: string | undefined;
  fault?: string | undefined;
}

/** Whom to write to; as wide as there is room. */
export function EmailField({ className = '', value, fault }: Props) {
  return (
    <TextField
      label="E-mail address"
      type="email"
      name="email"
      required
      maxLength={254}
      autoComplete="email"
      placeholder="you@example.com"
      defaultValue={value}
      fault={fault}
      className={`grow ${className}`}
    />
  );
}
