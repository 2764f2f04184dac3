import type { Operation, Parameter } from './document';

/** The variable of the shell that holds a secret, which no page shows. */
export const SECRETS = { adminToken: 'ADMIN_TOKEN', cronSecret: 'CRON_SECRET', token: 'TOKEN' } as const;

/**
 * A line for a shell that asks this operation, with its examples. Where it needs a secret, it stands as a variable.
 * Null where a line cannot: the call has to be signed.
 */
export function curlOf(operation: Operation, serverUrl: string): string | null {
  const { method, path, parameters } = operation;
  if (parameters.some((parameter) => parameter.in === 'header' && parameter.required)) return null;
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const address = `${serverUrl}${path}${query.length === 0 ? '' : `?${query.map(pair).join('&')}`}`;
  const parts = ['curl -fsS', ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`]), quoted(address)];
  const secret = secretOf(operation);
  if (secret !== null) parts.push(quoted(`-H Authorization: Bearer $${SECRETS[secret]}`));
  return [...parts, ...bodyOf(operation)].join(' ');
}

/** What an operation cannot be asked without; null where nothing is needed. */
export function secretOf({ security }: Pick<Operation, 'security'>): 'adminToken' | 'cronSecret' | null {
  if (security.length === 0 || security.some((way) => Object.keys(way).length === 0)) return null;
  return security.some((way) => 'cronSecret' in way) ? 'cronSecret' : 'adminToken';
}

function pair({ name, example }: Parameter): string {
  return `${name}=${name === 'token' ? '$TOKEN' : escaped(String(example ?? ''))}`;
}

/** A colon needs no escape in a query, and reads better without. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}

function bodyOf({ requestBody }: Operation): string[] {
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined || media === undefined) return [];
  const { example } = media;
  if (type !== 'application/json') {
    const fields = Object.entries(Object(example)).map(
      ([name, value]) => `${name}=${escaped(String(value))}`,
    );
    return [`-d ${quoted(fields.join('&'))}`];
  }
  const hasToken = typeof example === 'object' && example !== null && 'token' in example;
  const json = JSON.stringify(hasToken ? { ...example, token: '$TOKEN' } : example);
  return ["-H 'Content-Type: application/json'", `-d ${quoted(json)}`];
}

/** In single quotes; in double ones where a variable stands in it. */
function quoted(text: string): string {
  const [, option, value] = /^(-H) (.*)$/.exec(text) ?? [null, '', text];
  const inQuotes = value.includes('$') ? `"${value.replace(/["\\`]/g, '\\$&')}"` : `'${value}'`;
  return option === '' ? inQuotes : `${option} ${inQuotes}`;
}
