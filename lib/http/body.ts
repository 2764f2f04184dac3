import type { z } from 'zod';
import { bodyText } from './body-text';
import { fieldSentence, HttpProblem, pathName } from './problem';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data';

export type Form = Readonly<Record<string, string>>;

/**
 * The body of a request, as long as its route allows, parsed strictly: JSON, or a form that `ofForm` makes the same of
 * (its empty fields count as absent). Throws HttpProblem `bad-request`, `too-large`, `request-timeout` or
 * `unsupported-media-type` that says what to send instead.
 */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  ofForm?: (form: Form) => unknown,
): Promise<z.output<S>> {
  const type = mediaTypeOf(request);
  if (type === JSON_TYPE) return parse(schema, fromJson(await bodyText(request)));
  if (type === FORM_TYPE && ofForm !== undefined)
    return parse(schema, ofForm(fromForm(await bodyText(request))));
  const taken = ofForm === undefined ? JSON_TYPE : `${JSON_TYPE} or ${FORM_TYPE}`;
  throw new HttpProblem('unsupported-media-type', `Send the body as Content-Type: ${taken}.`);
}

/**
 * The same for a button that an email program shows (RFC 8058): a form of either encoding, a body that does not say what
 * it is, or none, for which `ofForm` gets no fields.
 */
export async function readButton<S extends z.ZodType>(
  request: Request,
  schema: S,
  ofForm: (form: Form) => unknown,
): Promise<z.output<S>> {
  const type = mediaTypeOf(request);
  if (type !== '' && type !== MULTIPART_TYPE) return readBody(request, schema, ofForm);
  const body = await bodyText(request);
  const form = type === '' ? new URLSearchParams(body) : await multipart(request, body);
  return parse(schema, ofForm(fieldsOf(form)));
}

async function multipart(request: Request, body: string): Promise<[string, string][]> {
  // Some send the header and nothing behind it.
  if (body === '') return [];
  const headers = { 'Content-Type': request.headers.get('content-type') ?? '' };
  try {
    const form = await new Response(body, { headers }).formData();
    return [...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']);
  } catch {
    throw new HttpProblem('bad-request', 'The body is not multipart/form-data as RFC 7578 has it.');
  }
}

/** True if the body is a form's, as a page without JavaScript sends it. */
export function isForm(request: Request): boolean {
  return mediaTypeOf(request) === FORM_TYPE;
}

function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function fromJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpProblem('bad-request', 'The body is not JSON: send an object such as {"name": "value"}.');
  }
}

function fromForm(body: string): Record<string, string> {
  return fieldsOf(new URLSearchParams(body));
}

function fieldsOf(form: Iterable<[string, string]>): Record<string, string> {
  const sent = new Map<string, string>();
  for (const [name, value] of form) {
    if (sent.has(name))
      throw new HttpProblem('bad-request', `Field "${clean(name)}" is repeated: send it once.`);
    sent.set(name, value);
  }
  return Object.fromEntries([...sent].filter(([, value]) => value.trim() !== ''));
}

function parse<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const issues = read.error.issues.slice(0, 5);
  const faults = issues.map(({ path, message }) => ({ path, detail: message }));
  throw new HttpProblem('bad-request', issues.map(sentence).join(' '), {}, faults);
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return fieldSentence({ path: issue.path, detail: issue.message });
  const name = pathName(issue.path);
  return `Unknown ${issue.keys.map((key) => `"${clean(key)}"`).join(', ')}${name && ` in "${name}"`}: leave it out.`;
}

function clean(sent: string): string {
  const printable = sent.replace(/\p{C}/gu, ' ');
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable;
}
