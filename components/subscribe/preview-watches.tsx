import { patternWords } from '@/lib/format/pattern-words';
import { DEFAULT_WATCH, type Watch } from '@/lib/subscribers';

/** The watches of a preview, in words. */
export function PreviewWatches({ watches }: { watches: readonly Watch[] }) {
  const shown = watches.length === 0 ? [DEFAULT_WATCH] : watches;
  return (
    <ul className="list-disc pl-5">
      {shown.map((watch) => (
        <li key={JSON.stringify(watch)}>{watchWords(watch)}</li>
      ))}
    </ul>
  );
}

function watchWords({ metric, dimension, threshold, direction }: Watch): string {
  const what = metric === null ? 'any metric' : metric.replaceAll('_', ' ');
  const where = dimension === null ? 'any market' : patternWords(dimension);
  const how = direction === 'above' ? `above ${threshold} times` : `below 1/${threshold} of`;
  return `${what} of ${where}, ${how} its average over 24 hours`;
}
