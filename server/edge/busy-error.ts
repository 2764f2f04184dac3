/** The server has as much to do as it takes on: the same request may succeed a moment later. */
export class BusyError extends Error {
  override name = 'BusyError';

  constructor(readonly retryAfterSeconds = 2) {
    super('too much to do now');
  }
}
