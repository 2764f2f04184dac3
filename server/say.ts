/** A failure that the person at the terminal can act on: its message is shown, without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

/** One line about what was done, for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The error in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
