const FIELDS = ['count', 'mean', 'm2', 'min', 'max', 'last'];

const columns = FIELDS.map((field, i) => {
  const value = field === 'count' ? 'coalesce(cells[k], 0)::int' : 'cells[k]';
  return `ARRAY(SELECT ${value} FROM generate_series(${i + 1}, cardinality(cells), ${FIELDS.length}) AS k ORDER BY k) AS ${field}`;
});

/** `rollup_hour` with an array for each field, one element a metric: what stands in a FROM. */
export const HOUR_COLUMNS = `(SELECT dimension_id, hour, ${columns.join(', ')} FROM rollup_hour)`;
