import { usualWait } from './exchange-wait';
import { excerpt, SourceFailure } from './failure';
import { libraryErrors } from './library-module';

/** What the exchange library threw, in plain words. Its classes know whether asking again may help. */
export async function failureOf(exchange: string, error: unknown): Promise<SourceFailure> {
  if (error instanceof SourceFailure) return error;
  const { BaseError, DDoSProtection, NetworkError, OnMaintenance, RateLimitExceeded } = await libraryErrors();
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof BaseError)) {
    return new SourceFailure(`its answer is not as documented: ${excerpt(message)}`);
  }
  const said = message.startsWith(`${exchange} `) ? message.slice(exchange.length + 1) : message;
  const retry = error instanceof NetworkError && !(error instanceof OnMaintenance);
  // Some exchanges say so with status 200, and never until when.
  const isLimit = error instanceof RateLimitExceeded || error instanceof DDoSProtection;
  const wait = isLimit ? usualWait(false) : undefined;
  return new SourceFailure(`answered with an error: ${excerpt(said, 160)}`, { retry, wait });
}
