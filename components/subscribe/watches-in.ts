const FIELD = /^(metric|dimension|threshold|direction|remove)-(\d{1,2})$/;

type Fields = Readonly<Record<string, string>>;

/**
 * The watches in a form's fields, as the API takes them: one by `metric`, `dimension`, ... or one a row by `metric-0`,
 * `dimension-0`, ... A row with `remove-0` goes, and one with a direction alone was not filled in. Empty fields count as
 * absent. `rest` are the other fields.
 */
export function watchesIn(fields: Fields): { watches: object[]; rest: Record<string, string> } {
  const rows = new Map<string, Record<string, string>>();
  const rest: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value.trim() === '') continue;
    const [, field, row] = FIELD.exec(`${name}${/-\d{1,2}$/.test(name) ? '' : '-0'}`) ?? [];
    if (field === undefined || row === undefined) rest[name] = value;
    else rows.set(row, { ...rows.get(row), [field]: value });
  }
  const watches = [...rows.values()].filter(isWanted).map(({ threshold, ...row }) => ({
    ...row,
    ...(threshold !== undefined && { threshold: Number(threshold) }),
  }));
  return { watches, rest };
}

function isWanted({ metric, dimension, threshold, remove }: Record<string, string>): boolean {
  return remove === undefined && [metric, dimension, threshold].some((field) => field !== undefined);
}
