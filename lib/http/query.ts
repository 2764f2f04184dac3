import type { z } from 'zod';
import { MAX_NAME_LENGTH } from '@/lib/model/market-name';
import { HttpProblem } from './problem';

const LONGEST_VALUE = 200;
/** A hundred names of markets fit, or three of the longest. */
const LONGEST_LIST = 4000;
/** By parameter, where it is not the usual. */
const LONGEST: Readonly<Record<string, number>> = { dimension: MAX_NAME_LENGTH, dimensions: LONGEST_LIST };

/**
 * The query of a request, parsed strictly by a schema whose messages say what to send. Throws HttpProblem `bad-request` naming the parameter: unknown, repeated, too long, malformed, missing.
 */
export function readQuery<S extends z.ZodObject>(request: Request, schema: S): z.output<S> {
  const sent = parametersOf(new URL(request.url).search, Object.keys(schema.shape));
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  throw new HttpProblem('bad-request', read.error.issues.map((issue) => sentence(issue, sent)).join(' '));
}

function sentence({ path, message }: z.core.$ZodIssue, sent: Record<string, string>): string {
  const name = String(path[0]);
  const value = sent[name];
  return `Parameter "${name}" is ${value === undefined ? 'missing' : `"${value}"`}: ${message}.`;
}

/** By hand, since URLSearchParams repairs what is malformed and we do not guess. */
function parametersOf(search: string, known: string[]): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const pair of search.slice(1).split('&')) {
    if (pair === '') continue;
    const [rawName = '', ...rest] = pair.split('=');
    const name = decode(rawName);
    if (!known.includes(name)) {
      const takes = known.length === 0 ? 'This route takes none.' : `This route takes ${known.join(', ')}.`;
      throw new HttpProblem('bad-request', `Unknown parameter "${clean(name)}". ${takes}`);
    }
    if (Object.hasOwn(sent, name)) {
      throw new HttpProblem('bad-request', `Parameter "${name}" is repeated: send it once.`);
    }
    sent[name] = checked(name, decode(rest.join('=')), LONGEST[name] ?? LONGEST_VALUE);
  }
  return sent;
}

function checked(name: string, value: string, longest: number): string {
  if (value.length > longest) {
    throw new HttpProblem(
      'bad-request',
      `Parameter "${name}" is ${value.length} characters long: send at most ${longest}.`,
    );
  }
  if (/\p{Cc}/u.test(value)) {
    throw new HttpProblem(
      'bad-request',
      `Parameter "${name}" holds a control character: send printable text.`,
    );
  }
  // What a server before us could not decode arrives as U+FFFD.
  if (value.includes('\ufffd')) throw notEncoded(name);
  return value;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw notEncoded(text);
  }
}

function notEncoded(text: string): HttpProblem {
  return new HttpProblem(
    'bad-request',
    `"${clean(text)}" is not valid percent-encoding: send UTF-8, each byte as % and two hexadecimal digits.`,
  );
}

/** What a stranger sent, fit to be shown. */
function clean(text: string): string {
  const printable = text.replace(/\p{Cc}/gu, ' ');
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable;
}
