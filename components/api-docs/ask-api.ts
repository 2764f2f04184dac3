/** What is shown of an answer. */
export interface AnswerShown {
  path: string;
  status: string;
  about: string;
  body: string;
}

const PATIENCE_MS = 30_000;
/** More of a body would make the page slow, and be read by nobody. */
const MAX_CHARACTERS = 20_000;

/** Asks the interface as any program does. An answer that does not come is one as well. */
export async function askApi(path: string, secret: FormDataEntryValue | null): Promise<AnswerShown> {
  const startMs = performance.now();
  try {
    const answer = await fetch(path, {
      headers: typeof secret === 'string' ? { Authorization: `Bearer ${secret}` } : {},
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    const tookMs = Math.round(performance.now() - startMs);
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    return {
      path,
      status: `${answer.status} ${answer.statusText}`,
      about: `${tookMs} ms, ${type}, ${text.length.toLocaleString('en-US')} characters`,
      body: cut(type.endsWith('json') ? JSON.stringify(JSON.parse(text), null, 2) : text),
    };
  } catch {
    return {
      path,
      status: 'No answer',
      about: '',
      body: 'Nothing came back: check the connection, and ask again.',
    };
  }
}

function cut(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS)}\n… cut here: the whole answer is at the address above.`;
}
