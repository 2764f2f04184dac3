/**
 * Keeps the process alive when nobody reads its output any more (a closed terminal, `| head`, a log shipper that
 * died): what cannot be written is dropped. Without a listener each failed write would be an uncaught exception, whose
 * own report fails the same way. `onError` is told why standard output could not be written to.
 */
export function surviveClosedOutput(onError: (error: Error) => void = () => undefined): void {
  process.stdout.on('error', onError);
  process.stderr.on('error', () => undefined);
}

/** True for a write to a pipe whose reader has gone, as `| head` does once it has seen enough. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
