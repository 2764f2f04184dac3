/** What became of a request. Nothing else drives a retry. */
export type Outcome =
  /** All were accepted; one id each, in their order. */
  | { state: 'sent'; ids: (string | null)[] }
  /** Nothing was accepted, and never will be. `isOneOfThem`: a single message of the batch may be to blame. */
  | { state: 'permanent'; reason: string; isOneOfThem: boolean }
  /** Nothing was accepted now. `pauseMs`: for so long the provider wants no request at all. */
  | { state: 'try again'; reason: string; pauseMs?: number }
  /** It may have been accepted, or not. */
  | { state: 'unknown'; reason: string };

/** A way by which mails leave. */
export interface Transport {
  name: 'resend' | 'mailbox';
  /** Whom the mails come from. */
  from: string;
  /** Of all processes together; null where there is no limit. */
  requestsPerSecond: number | null;
  /** Whether the mails are to be read here, and so stay as they are once they are sent. */
  keepsMails: boolean;
  /** Sends a payload as `payload.ts` makes it. The same again under the same key sends nothing twice. Never rejects. */
  send(payload: string, idempotencyKey: string, signal?: AbortSignal): Promise<Outcome>;
}
