import { LEAST_THRESHOLD, type Managed, MOST_THRESHOLD, MOST_WATCHES, type Watch } from '@/lib/subscribers';
import { SubmitButton } from './button';
import { PreviewButton } from './preview-button';
import { PreviewLine } from './preview-line';

interface Props {
  token: string;
  managed: Managed;
}

const LABEL = 'flex min-w-0 flex-col gap-1 text-xs text-muted';

/** Every watch a row, and an empty one to add; removed where its box is ticked. A plain form. */
export function WatchesForm({ token, managed: { watches, timeZone } }: Props) {
  return (
    <form
      action={`/api/emails/watches?token=${encodeURIComponent(token)}`}
      method="post"
      className="flex w-full flex-col gap-3"
    >
      {watches.map((watch, row) => (
        // A watch has no name of its own; rows change places only when the page is made anew.
        <WatchRow key={JSON.stringify(watch)} row={row} watch={watch} />
      ))}
      {watches.length < MOST_WATCHES && <WatchRow row={watches.length} />}
      <label className={`${LABEL} sm:w-72`}>
        Time zone of the times in mails
        <input
          name="timeZone"
          defaultValue={timeZone ?? ''}
          placeholder="UTC"
          maxLength={64}
          autoComplete="off"
          className="control"
        />
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>Save</SubmitButton>
        <PreviewButton />
        <PreviewLine />
      </div>
    </form>
  );
}

function WatchRow({ row, watch }: { row: number; watch?: Watch }) {
  return (
    <fieldset className="flex flex-wrap items-end gap-3 rounded-md border border-hairline bg-raised px-4 pt-1 pb-3">
      <legend className="px-1 text-xs text-muted">
        {watch === undefined ? 'Add one' : `Watch ${row + 1}`}
      </legend>
      <label className={LABEL}>
        Metric
        <input
          name={`metric-${row}`}
          defaultValue={watch?.metric ?? ''}
          placeholder="any"
          maxLength={40}
          className="control w-28"
        />
      </label>
      <label className={`${LABEL} grow basis-44`}>
        Market, or *:BTC-*
        <input
          name={`dimension-${row}`}
          defaultValue={watch?.dimension ?? ''}
          placeholder="any"
          maxLength={100}
          className="control w-full"
        />
      </label>
      <label className={LABEL}>
        Direction
        <select name={`direction-${row}`} defaultValue={watch?.direction ?? 'above'} className="control">
          <option value="above">above</option>
          <option value="below">below</option>
        </select>
      </label>
      <label className={LABEL}>
        Times its average
        <input
          type="number"
          name={`threshold-${row}`}
          defaultValue={watch?.threshold}
          min={LEAST_THRESHOLD}
          max={MOST_THRESHOLD}
          step="any"
          required={watch !== undefined}
          className="control figures w-24"
        />
      </label>
      {watch !== undefined && (
        <label className="target gap-2">
          <input type="checkbox" name={`remove-${row}`} value="1" className="size-4" />
          Remove
        </label>
      )}
    </fieldset>
  );
}
