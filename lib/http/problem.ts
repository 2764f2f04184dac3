/** Every way in which a request can fail, and what HTTP calls it (RFC 9457, RFC 9110). */
const PROBLEMS = {
  'bad-request': { status: 400, title: 'Bad Request' },
  unauthorized: { status: 401, title: 'Unauthorized' },
  'not-found': { status: 404, title: 'Not Found' },
  'method-not-allowed': { status: 405, title: 'Method Not Allowed' },
  internal: { status: 500, title: 'Internal Server Error' },
  unavailable: { status: 503, title: 'Service Unavailable' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal that the asker may read. `detail` says what to send instead. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The `application/problem+json` answer; never cached. `instance` is the path that was asked for. */
export function problemResponse(problem: HttpProblem, instance: string): Response {
  const { status, title } = PROBLEMS[problem.code];
  // `about:blank`: the status says what kind of problem it is; `code` is the same for programs.
  const body = { type: 'about:blank', title, status, detail: problem.detail, instance, code: problem.code };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...problem.headers,
    },
  });
}
