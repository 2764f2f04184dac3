import { secretOf } from './curl';
import type { Operation, Parameter } from './document';

export interface TriedParameter {
  name: string;
  required: boolean;
  example: string;
  /** What it may be, where that is a few words. */
  choices: string[];
}

/** What a form needs in order to ask an operation. */
export interface Tried {
  id: string;
  path: string;
  parameters: TriedParameter[];
  secret: 'adminToken' | 'cronSecret' | null;
}

/** The form of an operation; null where there is none, since only what is read can be tried without harm. */
export function triedOf(operation: Operation): Tried | null {
  const { operationId: id, method, path, parameters } = operation;
  if (method !== 'get') return null;
  const asked = parameters.filter((parameter) => parameter.in === 'query').map(triedParameter);
  return { id, path, parameters: asked, secret: secretOf(operation) };
}

function triedParameter({ name, required, example, schema }: Parameter): TriedParameter {
  return {
    name,
    required,
    example: String(example ?? ''),
    choices: (schema.enum ?? []).map(String),
  };
}

/** The address that a filled-in form asks; what was left empty is left out. */
export function triedPath({ path, parameters }: Tried, fields: FormData): string {
  const query = new URLSearchParams();
  for (const { name } of parameters) {
    const value = fields.get(name);
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  return `/api${path}${query.size === 0 ? '' : `?${query}`}`;
}
