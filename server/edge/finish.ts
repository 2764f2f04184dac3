/** Names in lower case. */
export type Headers = Record<string, string>;

/**
 * The last look at an answer before it is kept: its headers, and its whole body, uncompressed. Answers the headers
 * that everybody gets with it.
 */
export function finish(headers: Headers, _body: Buffer): Headers {
  return headers;
}
