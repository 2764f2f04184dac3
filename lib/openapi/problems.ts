import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { type ProblemCode, problemBody, problemSchema } from '@/lib/http';
import { headers } from './headers';

/** One refusal, with an example of it; `details` are by a name for each. */
function refusal(
  code: ProblemCode,
  path: string,
  description: string,
  details: Record<string, string>,
): ZodOpenApiResponseObject {
  const examples = Object.entries(details).map(([name, detail]) => [
    name,
    { summary: name.replaceAll('-', ' '), value: problemBody(code, detail, `/api${path}`) },
  ]);
  return {
    description,
    content: {
      'application/problem+json': { schema: problemSchema, examples: Object.fromEntries(examples) },
    },
  };
}

/** 400: what is wrong with the query. */
export function badRequest(path: string, details: Record<string, string>): ZodOpenApiResponseObject {
  return refusal('bad-request', path, 'A parameter is missing, unknown, repeated or malformed.', details);
}

/** 401: who may call is told in the header too. */
export function unauthorized(path: string): ZodOpenApiResponseObject {
  const answer = refusal('unauthorized', path, 'The secret is missing or wrong.', {
    'no-secret':
      'Send the header "Authorization: Bearer <CRON_SECRET>" with the secret of this installation.',
  });
  return { ...answer, headers: headers('WWW-Authenticate') };
}

/** 401: a call that the mail provider did not sign. */
export function unsigned(path: string): ZodOpenApiResponseObject {
  return refusal('unauthorized', path, 'The signature is missing, wrong or old.', {
    unsigned: 'Only Resend may call this, within five minutes of its signature.',
  });
}

/** 404: a name that nothing has. */
export function notFound(path: string, details: Record<string, string>): ZodOpenApiResponseObject {
  return refusal('not-found', path, 'There is no metric or dimension of this name.', details);
}

/** 405: what the path takes is told in the header too. */
export function methodNotAllowed(
  path: string,
  allow = 'GET, HEAD, OPTIONS',
  other = 'POST',
): ZodOpenApiResponseObject {
  const answer = refusal('method-not-allowed', path, `To any other method than ${allow}.`, {
    'other-method': `${other} means nothing here: send ${allow}.`,
  });
  return { ...answer, headers: headers('Allow') };
}

/** 500: a fault of ours. */
export function fault(path: string): ZodOpenApiResponseObject {
  return refusal('internal', path, 'A fault of ours; the reference finds it in the log.', {
    fault:
      'Something went wrong here, not in your request. Send it again later; if it stays so, report ' +
      '3f0a8c52-6a0e-4f0e-9a4e-5d2f2f6f7f10.',
  });
}

/** 503: says when to come back. */
export function unavailable(path: string): ZodOpenApiResponseObject {
  const answer = refusal('unavailable', path, 'The database cannot be reached now.', {
    'no-database': 'The database cannot be reached now: send the same request again later.',
  });
  return { ...answer, headers: headers('Retry-After') };
}
