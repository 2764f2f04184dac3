import { stringify } from 'csv-stringify/sync';
import type { Ranking } from './ranking';
import { fieldOf, RANK_COLUMNS } from './ranking-columns';
import type { RankingRow } from './ranking-row';

/** 100 rows take a millisecond. */
const ROWS_A_PIECE = 100;

/** A ranking as CSV, one column each field; an absent value is an empty field. */
export function rankingCsv({ rows }: Pick<Ranking, 'rows'>): string {
  return csvOf(rows, true);
}

/** The same of many rows, to be run in slices. */
export function* rankingCsvInPieces({ rows }: Pick<Ranking, 'rows'>): Generator<void, string> {
  const pieces: string[] = [];
  for (let first = 0; first === 0 || first < rows.length; first += ROWS_A_PIECE) {
    pieces.push(csvOf(rows.slice(first, first + ROWS_A_PIECE), first === 0));
    yield;
  }
  return pieces.join('');
}

function csvOf(rows: readonly RankingRow[], hasHeader: boolean): string {
  return stringify(
    rows.map((row) => RANK_COLUMNS.map((column) => fieldOf(row, column))),
    // A currency may be called `=SUM(A1)`: no spreadsheet is to run what an exchange lists.
    { header: hasHeader, columns: [...RANK_COLUMNS], escape_formulas: true },
  );
}
