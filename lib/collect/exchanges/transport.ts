import { type Dispatcher, fetch, type Response } from 'undici';
import type { Budget } from './budget';
import { SourceFailure } from './failure';
import { jsonShape } from './json-shape';
import { bodyFailure, connectionFailure } from './network-failure';
import { statusFailure } from './status-failure';

export interface TransportOptions {
  budget: Budget;
  dispatcher: Dispatcher;
  /** Takes the place of scheme, host and port of every request. */
  origin?: string;
  /** The largest answer, decompressed. */
  maxBytes: number;
}

interface Request {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/** What the exchange library needs of an answer; the body has been read. */
interface Answer {
  status: number;
  statusText: string;
  headers: Response['headers'];
  text(): Promise<string>;
}

/**
 * One request to an exchange, by the library's own fetch signature.
 * Throws SourceFailure unless a whole answer with status 2xx has come; redirects are not followed.
 */
export async function send(url: string, request: Request, options: TransportOptions): Promise<Answer> {
  const { budget, dispatcher, origin } = options;
  const target = origin === undefined ? url : url.replace(/^https?:\/\/[^/?#]+/, origin);
  const { method, headers, body } = request;
  let response: Response;
  try {
    const { signal } = budget;
    response = await fetch(target, { method, headers, body, signal, dispatcher, redirect: 'manual' });
  } catch (error) {
    if (budget.signal.aborted) throw new SourceFailure(`no answer within ${seconds(budget.timeoutMs)}`);
    throw connectionFailure(error);
  }
  if (!response.ok) throw statusFailure(response, await errorText(response), budget.clock());
  const text = await textOf(response, options);
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    text: async () => text,
  };
}

async function textOf(response: Response, { budget, maxBytes }: TransportOptions): Promise<string> {
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await response.body?.cancel().catch(() => {});
    throw tooLarge(maxBytes);
  }
  try {
    return await readUpTo(response, maxBytes);
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    if (budget.signal.aborted) {
      throw new SourceFailure(`its answer was not complete within ${seconds(budget.timeoutMs)}`);
    }
    throw bodyFailure(error);
  }
}

/** JSON is UTF-8 whatever the header says of it; wrong bytes become U+FFFD and cost the market that they name. */
async function readUpTo(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const checkShape = jsonShape(maxBytes);
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream, which ends the connection.
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    checkShape(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The beginning of an error's body; its loss is no second error. */
async function errorText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > 1_000) break;
    }
  } catch {
    // What has come is enough.
  }
  return text;
}

function tooLarge(maxBytes: number): SourceFailure {
  return new SourceFailure(`answer larger than ${Math.round(maxBytes / 1_000_000)} MB`);
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
