import { stripVTControlCharacters } from 'node:util';

/** `tests/a.test.ts › its name: how its error begins`, of one line and without colours. */
export function failureLine(file: string, name: string, error: string | undefined): string {
  const [first] = stripVTControlCharacters(error ?? '').split('\n');
  return first ? `${file} › ${name}: ${first.slice(0, 200)}` : `${file} › ${name}`;
}
