import { DEFAULT_WATCH, MAX_THRESHOLD, MIN_THRESHOLD } from '@/lib/subscribers';
import { TextField } from './text-field';

interface Props {
  label: string;
  name?: string;
  value?: string | undefined;
  isRequired?: boolean;
  fault?: string | undefined;
}

/**
 * How many times its average a value has to be. Text with a decimal keyboard: a number field drops the comma of `2,5`
 * in some browsers, and reads `1e2`.
 */
export function ThresholdField({
  label,
  name = 'threshold',
  value = String(DEFAULT_WATCH.threshold),
  isRequired = true,
  fault,
}: Props) {
  return (
    <TextField
      label={label}
      name={name}
      inputMode="decimal"
      required={isRequired}
      pattern="\s*[0-9]+([.,][0-9]*)?\s*"
      title={`A number from ${MIN_THRESHOLD} to ${MAX_THRESHOLD}, such as 3 or 2.5`}
      maxLength={20}
      autoComplete="off"
      defaultValue={value}
      fault={fault}
      boxClassName="figures w-24"
    />
  );
}
