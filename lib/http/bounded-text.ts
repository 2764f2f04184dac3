import { HttpProblem } from './problem';

/** The body of a request as text, read no further than `mostBytes`. Throws HttpProblem `bad-request` beyond that. */
export async function boundedText(request: Request, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) {
      throw new HttpProblem('bad-request', `The body is too long: send ${mostBytes} bytes at most.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
