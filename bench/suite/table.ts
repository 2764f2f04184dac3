import { readFile, writeFile } from 'node:fs/promises';

/** One comparison. */
export interface Row {
  what: string;
  /** With its unit. */
  ours: string;
  against: string;
  theirs: string;
  /** How often theirs ours is; NaN where nothing could be compared. */
  ratio: number;
  /** None: for who wants to know. */
  aim?: { factor: number; is: 'at least' | 'below' };
  note?: string;
}

/** A row of requests a second: more is better. */
export function faster(what: string, ours: number, against: string, theirs: number, factor?: number): Row {
  const unit = (value: number) =>
    `${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })}/s`;
  const row = { what, ours: unit(ours), against, theirs: unit(theirs), ratio: ours / theirs };
  return factor === undefined ? row : { ...row, aim: { factor, is: 'at least' } };
}

export function tableOf(rows: readonly Row[]): string {
  const head = ['row', 'ours', 'against', 'theirs', 'ratio', 'aim', ''];
  return [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...linesOf(rows)].join('\n');
}

/** Each row as a line of the table. */
export function linesOf(rows: readonly Row[]): string[] {
  return rows
    .map((row) => [
      row.what,
      row.ours,
      row.against,
      row.theirs,
      Number.isNaN(row.ratio) ? '-' : `${row.ratio.toPrecision(3)}x`,
      row.aim === undefined ? 'none' : `${row.aim.is} ${row.aim.factor}x`,
      verdict(row),
    ])
    .map((cells) => `| ${cells.join(' | ')} |`);
}

function verdict({ ratio, aim, note }: Row): string {
  if (Number.isNaN(ratio)) return note ?? 'not measured';
  if (aim === undefined) return note ?? '';
  const met = aim.is === 'below' ? ratio < aim.factor : ratio >= aim.factor;
  return `${met ? 'met' : 'MISSED'}${note === undefined ? '' : `; ${note}`}`;
}

const README = 'bench/README.md';
const PLACE = /(<!-- last run of npm run bench -->).*(<!-- end of it -->)/s;

/** Puts the table where bench/README.md keeps the last run. */
export async function keepTable(table: string): Promise<void> {
  const text = await readFile(README, 'utf8');
  await writeFile(
    README,
    text.replace(PLACE, (_, begin, end) => `${begin}\n\n${table}\n\n${end}`),
  );
}
