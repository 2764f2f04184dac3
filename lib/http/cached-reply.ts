import { type AnswerVersion, isUnchanged, publicCacheControl } from './cache-policy';
import { cachedBody, render } from './cached-body';
import { CONTENT_TYPES, type Format } from './format';

interface Reply {
  /** The collection that the answer is made from; null before the first: then nothing is kept. */
  version: AnswerVersion | null;
  /** The parsed query: with the version and the path, all that the body depends on. */
  query: object;
  format: Format;
  /** Offered as the name of the file when the answer is saved. */
  fileName: string;
  /** How long shared caches may keep it, s; by default until the next collection is due to be closed. */
  sharedSeconds?: number;
  /** Makes the body; called only if it is not kept. */
  body: () => Promise<string | Uint8Array>;
}

/** A public answer, kept until the next collection: with ETag and Cache-Control, 304 where the client has it. */
export async function cachedReply(request: Request, reply: Reply, nowMs = Date.now()): Promise<Response> {
  const { version, query, format, fileName, sharedSeconds, body } = reply;
  const key = `${version?.id}.${version?.revision} ${new URL(request.url).pathname} ${format} ${JSON.stringify(query)}`;
  const { bytes, etag } = version === null ? await render(body) : await cachedBody(key, body);
  const headers = new Headers({
    'Cache-Control': publicCacheControl(version, nowMs, sharedSeconds),
    'Content-Type': CONTENT_TYPES[format],
    ETag: etag,
    Vary: 'Accept',
  });
  if (isUnchanged(request.headers.get('if-none-match'), etag)) {
    headers.delete('Content-Type');
    return new Response(null, { status: 304, headers });
  }
  if (format !== 'json') {
    // A table is saved, a picture is looked at; both have a name to be saved under.
    const how = format === 'csv' ? 'attachment' : 'inline';
    headers.set(
      'Content-Disposition',
      `${how}; filename="${fileName.replace(/[^A-Za-z0-9.-]+/g, '-')}.${format}"`,
    );
  }
  return new Response(bytes, { headers });
}
