import type { IncomingMessage } from 'node:http';
import { type Entry, makeEntry } from './entry';
import { policyOf } from './keepable';
import type { SharedRequest } from './shared-request';

/** What came of asking: an answer to keep, or one to pass on, of which the beginning may have been read. */
export type Asked = { entry: Entry } | { answer: IncomingMessage; begun: Buffer[] };

/** A longer answer is passed on as it comes, and not kept. */
const LONGEST_BODY_BYTES = 8 * 1024 * 1024;

/** Reads an answer that may be kept to its end. Rejects if it breaks off. */
export async function readAnswer(
  answer: IncomingMessage,
  shared: SharedRequest,
  version: string,
): Promise<Asked> {
  const policy = policyOf(shared, answer);
  const begun: Buffer[] = [];
  if (policy === null) return { answer, begun };
  let bytes = 0;
  for await (const chunk of answer.iterator({ destroyOnReturn: false })) {
    begun.push(chunk);
    bytes += chunk.length;
    if (bytes > LONGEST_BODY_BYTES) return { answer, begun };
  }
  return { entry: await makeEntry({ version, policy, shared }, answer.headers, Buffer.concat(begun)) };
}
