/** The Postgres of this installation cannot run here: one line that says why and what to do. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

/** What remains where it cannot be made to run. */
export const OR_ELSEWHERE = 'or set DATABASE_URL to a Postgres of your own';
