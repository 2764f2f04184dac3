import { z } from 'zod';

/** Every way in which a request can fail, and what HTTP calls it (RFC 9457, RFC 9110). */
const PROBLEMS = {
  'bad-request': { status: 400, title: 'Bad Request' },
  unauthorized: { status: 401, title: 'Unauthorized' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not Found' },
  'method-not-allowed': { status: 405, title: 'Method Not Allowed' },
  'request-timeout': { status: 408, title: 'Request Timeout' },
  gone: { status: 410, title: 'Gone' },
  'too-large': { status: 413, title: 'Content Too Large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported Media Type' },
  'expectation-failed': { status: 417, title: 'Expectation Failed' },
  misdirected: { status: 421, title: 'Misdirected Request' },
  'too-many-requests': { status: 429, title: 'Too Many Requests' },
  'headers-too-large': { status: 431, title: 'Request Header Fields Too Large' },
  internal: { status: 500, title: 'Internal Server Error' },
  'not-implemented': { status: 501, title: 'Not Implemented' },
  unavailable: { status: 503, title: 'Service Unavailable' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

const CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** The body of every refusal. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank').meta({ description: 'The status says what kind of problem it is.' }),
    title: z.string().meta({ description: 'What HTTP calls the status.' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What went wrong, and what to send instead.' }),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    code: z.enum(CODES).meta({
      description:
        'Extension member (RFC 9457, 3.2): the kind of problem, for programs. One for each status.',
    }),
  })
  .meta({ id: 'Problem', description: 'Problem details, RFC 9457.' });

export type Problem = z.output<typeof problemSchema>;

/** What is wrong with one field of a body, in a sentence. */
export interface FieldFault {
  path: readonly PropertyKey[];
  detail: string;
}

/** A refusal that the asker may read. `detail` says what to send instead. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly headers: Record<string, string> = {},
    /** For forms, which say it at the field. */
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(detail);
  }

  /** A `bad-request` about these fields of the body, each a sentence of its detail. */
  static ofFields(faults: readonly FieldFault[]): HttpProblem {
    return new HttpProblem('bad-request', faults.map(fieldSentence).join(' '), {}, faults);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** `"watches[0].metric": send ...` */
export function fieldSentence({ path, detail }: FieldFault): string {
  const name = pathName(path);
  const end = detail.endsWith('.') ? '' : '.';
  return name === '' ? `The body: ${detail}${end}` : `"${name}": ${detail}${end}`;
}

/** `watches[0].metric` */
export function pathName(path: FieldFault['path']): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : `${name}${name && '.'}${String(step)}`),
    '',
  );
}

/** What a refusal says. */
export function problemBody(code: ProblemCode, detail: string, instance: string): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: 'about:blank', title, status, detail, instance, code };
}

/** The `application/problem+json` answer; never cached. `instance` is the path that was asked for. */
export function problemResponse(problem: HttpProblem, instance: string): Response {
  return new Response(JSON.stringify(problemBody(problem.code, problem.detail, instance)), {
    status: problem.status,
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...problem.headers,
    },
  });
}
