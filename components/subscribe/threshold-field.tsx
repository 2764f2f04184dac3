import { DEFAULT_WATCH, LEAST_THRESHOLD, MOST_THRESHOLD } from '@/lib/subscribers';

/** How many times its average a value has to be. */
export function ThresholdField({ label }: { label: string }) {
  return (
    <label className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      {label}
      <input
        type="number"
        name="threshold"
        required
        min={LEAST_THRESHOLD}
        max={MOST_THRESHOLD}
        step="any"
        defaultValue={DEFAULT_WATCH.threshold}
        className="control figures w-24"
      />
    </label>
  );
}
