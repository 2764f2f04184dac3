import type { Form } from '@/lib/http';

const FIELD = /^(metric|dimension|threshold|direction|remove)-(\d{1,2})$/;

/**
 * The watches as `/manage` sends them: `metric-0`, `dimension-0`, ... a row; a row with `remove-0` goes, and one
 * with a direction alone was not filled in.
 */
export function watchesOfForm(form: Form): object {
  const rows = new Map<string, Record<string, string>>();
  const rest: [string, string][] = [];
  for (const [name, value] of Object.entries(form)) {
    const [, field, row] = FIELD.exec(name) ?? [];
    if (field === undefined || row === undefined) rest.push([name, value]);
    else rows.set(row, { ...rows.get(row), [field]: value });
  }
  const watches = [...rows.values()].filter(isWanted).map(({ threshold, ...row }) => ({
    ...row,
    ...(threshold !== undefined && { threshold: Number(threshold) }),
  }));
  return { ...Object.fromEntries(rest), watches };
}

function isWanted({ metric, dimension, threshold, remove }: Record<string, string>): boolean {
  return remove === undefined && [metric, dimension, threshold].some((field) => field !== undefined);
}
