import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** One recorded answer. */
export interface Recording {
  /** Such as `GET /0/public/Ticker`, in some cases with the parameters that it was asked with. */
  request: string;
  /** Its gzipped file under tests/fixtures. */
  file: string;
  recorded: string;
}

const index: Record<string, Recording[]> = JSON.parse(readFileSync(new URL('index.json', FIXTURES), 'utf8'));

/** The ids of all exchanges with recorded answers. */
export const RECORDED_EXCHANGES: readonly string[] = Object.keys(index);

/** The recorded answers of this exchange; several of one request are of different times, oldest first. */
export function recordingsOf(exchange: string): Recording[] {
  const found = index[exchange];
  if (found === undefined) throw new Error(`no recording of ${exchange} in tests/fixtures/index.json`);
  return found;
}

/** The body of a recorded answer. */
export function bodyOf({ file }: Recording): Buffer {
  return gunzipSync(readFileSync(new URL(file, FIXTURES)));
}

/** A recorded bad answer, as it was sent. */
export function badAnswer(name: string): { status: number; headers: Record<string, string>; body: string } {
  const file = new URL(`bad-answers/${name}.json`, FIXTURES);
  const { status, contentType, body } = JSON.parse(readFileSync(file, 'utf8'));
  return { status, headers: { 'content-type': contentType }, body };
}
