const FIELD = /^(metric|dimension|threshold|direction|remove)(-\d{1,2})?$/;

export type Fields = Readonly<Record<string, string>>;

/** The watches in a form's fields, and what its other fields are. */
export interface FormWatches {
  /** As the API takes them: numbers are still as they were typed. */
  watches: Record<string, string>[];
  /** What the names of a watch's fields end in, by its place in the list: empty, or `-0`. */
  endings: string[];
  rest: Record<string, string>;
}

/**
 * Returns the watches in a form's fields: one by `metric`, `dimension`, ... or one a row by `metric-0`, `dimension-0`, ...
 * A row with `remove-0` goes, and one with a direction alone was not filled in. Empty fields count as absent.
 */
export function watchesIn(fields: Fields): FormWatches {
  const rows = new Map<string, Record<string, string>>();
  const rest: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value.trim() === '') continue;
    const [, field, ending = ''] = FIELD.exec(name) ?? [];
    if (field === undefined) rest[name] = value;
    else rows.set(ending, { ...rows.get(ending), [field]: value });
  }
  const wanted = [...rows].filter(([, row]) => isWanted(row));
  return { watches: wanted.map(([, row]) => row), endings: wanted.map(([ending]) => ending), rest };
}

/** The body of a form as the API takes it. */
export function bodyOfForm(fields: Fields): object {
  const { watches, rest } = watchesIn(fields);
  return { ...rest, watches };
}

function isWanted({ metric, dimension, threshold, remove }: Record<string, string>): boolean {
  return remove === undefined && [metric, dimension, threshold].some((field) => field !== undefined);
}
