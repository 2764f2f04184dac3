import { FieldFault } from './field-fault';

interface Props {
  name?: string;
  value?: string | undefined;
  fault?: string | undefined;
  /** What the choice of `below` says. */
  below?: string;
}

/** Above a multiple of the average, or below a fraction of it. */
export function DirectionField({ name = 'direction', value = 'above', fault, below = 'below' }: Props) {
  return (
    <label className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      Direction
      <select name={name} defaultValue={value === 'below' ? 'below' : 'above'} className="control">
        <option value="above">above</option>
        <option value="below">{below}</option>
      </select>
      <FieldFault name={name} fault={fault} />
    </label>
  );
}
