import { MAX_NAME_LENGTH } from '@/lib/model/market-name';
import { SubmitButton } from './button';
import { DirectionField } from './direction-field';
import { EmailField } from './email-field';
import { MetricChoice } from './metric-choice';
import { PreviewButton } from './preview-button';
import { PreviewLine } from './preview-line';
import type { RefusedForm } from './read-form';
import { TextField } from './text-field';
import { ThresholdField } from './threshold-field';
import { TimeZoneField } from './time-zone-field';

/**
 * The fields of a sign-up. On a page of their own, `refused` is the form that led there: what was in it, and what is
 * wrong with which field; null where none was.
 */
export function SignUpFields({ refused }: { refused?: RefusedForm | null }) {
  const { fields = {}, faults = {} } = refused ?? {};
  return (
    <>
      <MetricChoice value={fields.metric} fault={faults.metric} />
      <TimeZoneField />
      <TextField
        label="Where"
        name="dimension"
        placeholder="any market, or BTC"
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        defaultValue={fields.dimension}
        fault={faults.dimension}
        boxClassName="w-48"
      />
      {fields.direction !== undefined && <DirectionField value={fields.direction} fault={faults.direction} />}
      <ThresholdField label="Times its average" value={fields.threshold} fault={faults.threshold} />
      <EmailField className="basis-48 sm:max-w-72" value={fields.email} fault={faults.email} />
      <div className={`flex flex-wrap gap-x-4 gap-y-3 ${refused === undefined ? '' : 'basis-full'}`}>
        <SubmitButton>Notify me</SubmitButton>
        <PreviewButton />
      </div>
      <PreviewLine />
    </>
  );
}
