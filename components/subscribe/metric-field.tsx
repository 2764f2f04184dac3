import { troubleOf } from '@/components/status/trouble';
import { metricWord } from '@/lib/format/alert-words';
import { seriesReader } from '@/lib/series';
import { FieldFault } from './field-fault';
import { TextField } from './text-field';

interface Props {
  name: string;
  value: string | undefined;
  fault: string | undefined;
}

/** Any metric that alerts can be about, or all of them. What was chosen before stays, also where it is none of those. */
export async function MetricField({ name, value = '', fault }: Props) {
  const choices = await readChoices();
  // Before the first collection, or without a database, none is known.
  if (choices.length === 0) {
    return <TextField label="Metric" name={name} defaultValue={value} placeholder="any" fault={fault} />;
  }
  const isOther = value !== '' && !choices.some((choice) => choice.name === value);
  return (
    <label className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      Metric
      <select
        name={name}
        defaultValue={value}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={fault === undefined ? undefined : `${name}-fault`}
        className={`control w-full min-w-0 sm:w-36 ${fault === undefined ? '' : 'border-bad'}`}
      >
        <option value="">any</option>
        {isOther && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.name} value={choice.name}>
            {metricWord(choice.label)}
          </option>
        ))}
      </select>
      <FieldFault name={name} fault={fault} />
    </label>
  );
}

async function readChoices() {
  try {
    const { metrics, collection } = await seriesReader().snapshot();
    return collection === null ? [] : metrics.filter(({ hasRatio }) => hasRatio);
  } catch (error) {
    troubleOf(error);
    return [];
  }
}
