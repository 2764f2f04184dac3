import { parseEnv } from 'node:util';

export interface EnvFile {
  values: Record<string, string>;
  /** What is certainly not meant as it is read, each with its line and what to write. No values. */
  faults: string[];
}

/** The settings in the bytes of a `.env` file, with or without a byte-order mark, with any line ends. */
export function readEnvFile(name: string, bytes: Buffer): EnvFile {
  if (bytes.includes(0)) {
    return { values: {}, faults: [`${name} is not UTF-8 text: save it again as UTF-8`] };
  }
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(parseEnv(text))) if (value !== undefined) values[key] = value;
  return {
    values,
    faults: faultsIn(text.split('\n')).map(({ line, fault }) => `${name} line ${line}: ${fault}`),
  };
}

interface LineFault {
  /** From 1. */
  line: number;
  fault: string;
}

function faultsIn(lines: string[]): LineFault[] {
  const faults: LineFault[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, value = ''] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/.exec(line) ?? [];
    const end = name === undefined ? index : lastLine(lines, index, value);
    const fault = name === undefined ? 'write NAME=value' : faultOf(name, value, end);
    if (fault !== null) faults.push({ line: index + 1, fault });
    index = end ?? index;
  }
  return faults;
}

/** Where a value ends that begins on this line; null if its quote is never closed. */
function lastLine(lines: string[], index: number, value: string): number | null {
  const quote = quoteOf(value);
  if (quote === null || value.trim().indexOf(quote, 1) !== -1) return index;
  const further = lines.findIndex((line, at) => at > index && line.includes(quote));
  return further === -1 ? null : further;
}

function faultOf(name: string, value: string, end: number | null): string | null {
  if (end === null) return `${name} opens a quote that is never closed`;
  const quote = quoteOf(value);
  if (quote === null) {
    // The rest after a # is dropped, also within a word.
    return /(^|\S)#/.test(value)
      ? `the value of ${name} is cut at #: put all of it in quotes, ${name}='...'; or, if a comment begins there, write a space before the #`
      : null;
  }
  const after = value.trim().split(quote).slice(2).join(quote);
  return /^\s*(#|$)/.test(after) && !after.startsWith('#') ? null : `${name} goes on after its closing quote`;
}

function quoteOf(value: string): string | null {
  return /^\s*(["'`])/.exec(value)?.[1] ?? null;
}
