import { MAX_NAME_LENGTH } from '@/lib/model/market-name';
import { DirectionField } from './direction-field';
import type { Faults } from './form-faults';
import { MetricField } from './metric-field';
import { TextField } from './text-field';
import { ThresholdField } from './threshold-field';
import type { Fields } from './watches-in';

interface Props {
  row: number;
  /** It is not stored yet. */
  isNew: boolean;
  fields: Fields;
  faults: Faults;
}

/** One alert of the form to manage. */
export function WatchRow({ row, isNew, fields, faults }: Props) {
  const of = (name: string) => ({
    name: `${name}-${row}`,
    value: fields[`${name}-${row}`],
    fault: faults[`${name}-${row}`],
  });
  const { value: dimension, ...where } = of('dimension');
  const { value = '', ...threshold } = of('threshold');
  const remove = of('remove');
  return (
    <fieldset className="flex flex-wrap items-start gap-3 rounded-md border border-hairline bg-raised px-4 pt-1 pb-3">
      <legend className="px-1 text-xs text-muted">{isNew ? 'Add one' : `Watch ${row + 1}`}</legend>
      <MetricField {...of('metric')} />
      <TextField
        {...where}
        label="Market, coin or pair"
        defaultValue={dimension}
        placeholder="any"
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="grow basis-44"
      />
      <DirectionField {...of('direction')} />
      <ThresholdField {...threshold} label="Times its average" value={value} isRequired={!isNew} />
      {!isNew && (
        <label className="target gap-2 self-end">
          <input
            type="checkbox"
            name={remove.name}
            value="1"
            defaultChecked={remove.value !== undefined}
            className="size-4"
          />
          Remove
        </label>
      )}
    </fieldset>
  );
}
