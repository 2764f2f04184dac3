import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { maxBodyBytes } from '@/lib/http/body-limits';
import { type ProblemCode, problemBody, problemSchema } from '@/lib/http/problem';
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

/** 400: what is wrong with the query or the body. */
export function badRequest(path: string, details: Record<string, string>): ZodOpenApiResponseObject {
  return refusal(
    'bad-request',
    path,
    'A parameter, or a field of the body, is missing, unknown, repeated or malformed.',
    details,
  );
}

/** 401: who may call is told in the header too. `secret` is the setting that holds it. */
export function unauthorized(
  path: string,
  secret: 'CRON_SECRET' | 'ADMIN_TOKEN' = 'CRON_SECRET',
): ZodOpenApiResponseObject {
  const what = secret === 'CRON_SECRET' ? 'secret' : 'admin token';
  const answer = refusal('unauthorized', path, `The ${what} is missing or wrong.`, {
    'no-secret': `Send the header "Authorization: Bearer <${secret}>" with the ${what} of this installation.`,
  });
  return { ...answer, headers: headers('WWW-Authenticate') };
}

/** 401: a call that the mail provider did not sign. */
export function unsigned(path: string): ZodOpenApiResponseObject {
  return refusal('unauthorized', path, 'The signature is missing, wrong or old.', {
    unsigned: 'Only Resend may call this, within five minutes of its signature.',
  });
}

/** 403: a browser says that another site sent the form. */
export function otherSite(path: string): ZodOpenApiResponseObject {
  return refusal('forbidden', path, 'A browser says that another site sent this form.', {
    'other-site': 'Another site sent this form: open https://metrics.example.com and send it from there.',
  });
}

const NEWEST = 'use the link of the newest mail, or sign up again by POST /api/emails.';

/** 404: a token that was not made here, or not for this. */
export function deadLink(path: string): ZodOpenApiResponseObject {
  return refusal('not-found', path, 'The token is none of ours, or for something else.', {
    'no-such-link': `There is no such link: ${NEWEST}`,
  });
}

/** 410: a token that was good once. */
export function endedLink(path: string): ZodOpenApiResponseObject {
  return refusal('gone', path, 'The link has expired or was ended.', {
    expired: `This link has expired: ${NEWEST}`,
    ended: `This link has been ended: ${NEWEST}`,
  });
}

/** 408 and 413: what can be wrong with a body before it is read. */
export function bodyProblems(path: string): Record<408 | 413, ZodOpenApiResponseObject> {
  const maxBytes = maxBodyBytes(`/api${path}`);
  return {
    408: refusal('request-timeout', path, 'The body did not come in time.', {
      'too-slow': 'The body came too slowly: send the request again, at once.',
    }),
    413: refusal('too-large', path, `The body has more than ${maxBytes / 1024} KB.`, {
      'too-large': `Send a body of at most ${maxBytes} bytes.`,
    }),
  };
}

/** 415. */
export function wrongType(
  path: string,
  taken = 'application/json or application/x-www-form-urlencoded',
): ZodOpenApiResponseObject {
  return refusal('unsupported-media-type', path, 'The body is of another kind.', {
    'other-type': `Send the body as Content-Type: ${taken}.`,
  });
}

/** 429: says when to come back. */
export function tooMany(path: string): ZodOpenApiResponseObject {
  const answer = refusal(
    'too-many-requests',
    path,
    'More requests of one client than ten minutes have room for.',
    {
      'too-many': 'Too many requests from here: send it again in 540 s.',
    },
  );
  return { ...answer, headers: headers('Retry-After') };
}

/** 404: a name that nothing has. */
export function notFound(path: string, details: Record<string, string>): ZodOpenApiResponseObject {
  return refusal('not-found', path, 'There is no metric or dimension of this name.', details);
}

/** 405: what the path takes is told in the header too. */
export function methodNotAllowed(
  path: string,
  allow = 'GET, HEAD, OPTIONS',
  refused = 'POST',
): ZodOpenApiResponseObject {
  const answer = refusal('method-not-allowed', path, `To any other method than ${allow}.`, {
    'other-method': `${refused} means nothing here: send ${allow}.`,
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
  const answer = refusal(
    'unavailable',
    path,
    'The database cannot be reached now, or no answer was ready in time.',
    {
      'no-database': 'The database cannot be reached now: send the same request again later.',
      late: 'No answer was ready in time: send the same request again later.',
    },
  );
  return { ...answer, headers: headers('Retry-After') };
}
