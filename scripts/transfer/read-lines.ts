/** A line that is longer is no line of values; it is read over without being held. */
export const LONGEST_LINE = 1_000_000;

export interface Line {
  /** From 1. */
  number: number;
  /** Without its end; null if it is longer than LONGEST_LINE. */
  text: string | null;
}

/**
 * The lines of a UTF-8 text, a few chunks held at most. Ends are LF or CRLF. No field holds a line's end, so that a
 * quote left open costs its own line, not the rest of the file.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  let number = 0;
  const lineOf = (text: string): Line => {
    number += 1;
    const given = text.endsWith('\r') ? text.slice(0, -1) : text;
    const line = { number, text: isTooLong || given.length > LONGEST_LINE ? null : given };
    isTooLong = false;
    return line;
  };
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield lineOf(text);
    if (rest.length > LONGEST_LINE) [rest, isTooLong] = ['', true];
  }
  rest += decoder.decode();
  if (rest !== '' || isTooLong) yield lineOf(rest);
}
