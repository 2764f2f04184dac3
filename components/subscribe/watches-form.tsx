import { MAX_WATCHES, type Managed, type Watch } from '@/lib/subscribers';
import { SubmitButton } from './button';
import { PreviewButton } from './preview-button';
import { PreviewLine } from './preview-line';
import type { RefusedForm } from './read-form';
import { TextField } from './text-field';
import { WatchRow } from './watch-row';
import type { Fields } from './watches-in';

interface Props {
  token: string;
  managed: Managed;
  /** What was sent before and could not be saved. */
  refused: RefusedForm | null;
}

/** Every alert a row, and an empty one to add; removed where its box is ticked. A plain form. */
export function WatchesForm({ token, managed: { watches, timeZone }, refused }: Props) {
  const fields = refused?.fields ?? fieldsOf(watches, timeZone);
  const faults = refused?.faults ?? {};
  const rows = Math.min(MAX_WATCHES, Math.max(rowsIn(fields), watches.length + 1));
  // A row has no name of its own; rows change places only when the page is made again.
  const keys = Array.from({ length: rows }, (_, row) => JSON.stringify(watches[row] ?? row));
  return (
    <form
      action={`/api/emails/watches?token=${encodeURIComponent(token)}`}
      method="post"
      className="flex w-full flex-col gap-3"
    >
      {keys.map((key, row) => (
        <WatchRow key={key} row={row} isNew={row >= watches.length} fields={fields} faults={faults} />
      ))}
      <TextField
        label="Time zone of the times in mails"
        name="timeZone"
        defaultValue={fields.timeZone}
        placeholder="UTC"
        maxLength={64}
        autoComplete="off"
        fault={faults.timeZone}
        className="sm:w-72"
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>Save</SubmitButton>
        <PreviewButton back={`/manage?token=${encodeURIComponent(token)}`} />
        <PreviewLine />
      </div>
    </form>
  );
}

/** What the form sends where nothing is changed. */
function fieldsOf(watches: readonly Watch[], timeZone: string | null): Fields {
  const entries = watches.flatMap(({ metric, dimension, threshold, direction }, row) => [
    [`metric-${row}`, metric ?? ''],
    [`dimension-${row}`, dimension ?? ''],
    [`threshold-${row}`, String(threshold)],
    [`direction-${row}`, direction],
  ]);
  return Object.fromEntries([...entries, ['timeZone', timeZone ?? '']]);
}

/** How many rows the fields are of; a form that was sent has a direction in each. */
function rowsIn(fields: Fields): number {
  const rows = Object.keys(fields).map((name) => Number(/^direction-(\d{1,2})$/.exec(name)?.[1] ?? -1));
  return Math.max(-1, ...rows) + 1;
}
