import { stringify } from 'csv-stringify/sync';
import type { Ranking } from './ranking';
import { fieldOf, RANK_COLUMNS } from './ranking-columns';

/** A ranking as CSV, one column each field; an absent value is an empty field. */
export function rankingCsv({ rows }: Ranking): string {
  return stringify(
    rows.map((row) => RANK_COLUMNS.map((column) => fieldOf(row, column))),
    // A currency may be called `=SUM(A1)`: no spreadsheet is to run what an exchange lists.
    { header: true, columns: [...RANK_COLUMNS], escape_formulas: true },
  );
}
