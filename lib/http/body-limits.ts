import { HttpProblem } from './problem';

const KB = 1024;

/** What a body may have at most, bytes. */
const MAX_BYTES = 16 * KB;

/** Routes whose bodies are larger: fifty watches with long names, and what the mail provider calls with. */
const LARGER: Readonly<Record<string, number>> = {
  '/api/emails/watches': 64 * KB,
  '/api/watches/preview': 64 * KB,
  '/api/webhooks/resend': 256 * KB,
};

/** A body this small that has not come by then will not come. */
export const BODY_TIMEOUT_MS = 10_000;

/** How many bytes the body of a request to this path may have at most. */
export function maxBodyBytes(path: string): number {
  return LARGER[path] ?? MAX_BYTES;
}

export function tooLarge(maxBytes: number): HttpProblem {
  return new HttpProblem('too-large', `Send a body of at most ${maxBytes} bytes.`);
}

export function tooSlow(): HttpProblem {
  return new HttpProblem('request-timeout', 'The body came too slowly: send the request again, at once.');
}

export function brokenOff(): HttpProblem {
  return new HttpProblem('bad-request', 'The body broke off: send it whole.');
}
