import { troubleOf } from '@/components/status/trouble';
import { metricWord } from '@/lib/format/alert-words';
import { expectedMails } from '@/lib/queries';
import { seriesReader } from '@/lib/series';
import { DEFAULT_WATCH } from '@/lib/subscribers';
import { FieldFault } from './field-fault';

interface Props {
  value?: string | undefined;
  fault?: string | undefined;
}

/** Which metric to be told of, each with the mails that it would have been in the last 7 days at the usual threshold. */
export async function MetricChoice({ value, fault }: Props) {
  const usual = DEFAULT_WATCH.metric ?? 'price';
  const choices = await readChoices();
  const chosen = choices.find(({ name }) => name === value?.toLowerCase())?.name ?? usual;
  // Before the first collection, or without a database, nothing else is known.
  if (choices.length === 0) return <input type="hidden" name="metric" value={usual} />;
  return (
    <label className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      Tell me of
      <select name="metric" defaultValue={chosen} className="control w-full min-w-0">
        {choices.map(({ name, label, mails }) => (
          <option key={name} value={name}>
            {metricWord(label)} ({mails === 1 ? '1 mail' : `${mails} mails`} a week)
          </option>
        ))}
      </select>
      <FieldFault name="metric" fault={fault} />
    </label>
  );
}

async function readChoices() {
  try {
    const { metrics, collection } = await seriesReader().snapshot();
    if (collection === null) return [];
    const mails = await expectedMails();
    return metrics
      .filter(({ hasRatio }) => hasRatio)
      .map(({ name, label }) => ({ name, label, mails: mails.get(name) ?? 0 }));
  } catch (error) {
    troubleOf(error);
    return [];
  }
}
