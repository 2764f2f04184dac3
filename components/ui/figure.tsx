import { formatExact, formatValue } from '@/lib/format/number';
import { FigureText } from './figure-text';

interface Props {
  value: number | null;
  /** How it is written; the exact value stands in the title in any case. */
  format?: (value: number | null) => string;
}

/** A number: short for the eye, exact in the title and for programs. */
export function Figure({ value, format = formatValue }: Props) {
  if (value === null) {
    return (
      <span className="figures text-muted" title="no value">
        {format(null)}
      </span>
    );
  }
  return <FigureText value={value} text={format(value)} exact={formatExact(value)} />;
}
