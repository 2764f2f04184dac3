import type { z } from 'zod';
import { isDatabaseUnavailable } from '@/lib/platform/database';
import { nameFaults } from '@/lib/queries/names';
import { seriesReader } from '@/lib/series';
import type { Watch } from '@/lib/subscribers';
import { forPeople } from './problems';
import { bodyOfForm, type Fields, watchesIn } from './watches-in';

/** What is wrong with the fields of a form, by their names, each a sentence. */
export type Faults = Readonly<Record<string, string>>;

/** Returns what `schema` and the names that are known have against a form. */
export async function faultsOf(
  fields: Fields,
  schema: z.ZodType<{ watches: readonly Watch[] }>,
): Promise<Faults> {
  const { watches, endings } = watchesIn(fields);
  const read = schema.safeParse(bodyOfForm(fields));
  const formal = (read.error?.issues ?? []).map(({ path, message }) => ({ path, detail: message }));
  const faulty = new Set(formal.map(({ path }) => path.join()));
  // A name that is formally right may be unknown all the same.
  const named = watches.map((watch, place) => ({
    metric: (!faulty.has(`watches,${place},metric`) && watch.metric?.trim()) || null,
    dimension: (!faulty.has(`watches,${place},dimension`) && watch.dimension?.trim()) || null,
  }));
  const faults = [...formal, ...(await unknownNames(named))];
  // Of several about one field the first counts.
  return Object.fromEntries(
    faults.toReversed().map(({ path, detail }) => [fieldOf(path, endings), forPeople(detail)]),
  );
}

async function unknownNames(named: readonly Pick<Watch, 'metric' | 'dimension'>[]) {
  try {
    return nameFaults(await seriesReader().snapshot(), named);
  } catch (error) {
    if (isDatabaseUnavailable(error)) return [];
    throw error;
  }
}

/** `watches[1].metric` is the field `metric-3` where the second watch is in row 3. */
function fieldOf([first, place, name]: readonly PropertyKey[], endings: readonly string[]): string {
  if (first !== 'watches' || typeof place !== 'number') return String(first);
  return `${String(name)}${endings[place] ?? ''}`;
}
