import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { LONGEST_LINE, readLines } from '@/scripts/transfer/read-lines';

async function linesOf(...chunks: (string | Buffer)[]): Promise<[number, string | null][]> {
  const lines: [number, string | null][] = [];
  const bytes = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  for await (const { number, text } of readLines(bytes)) lines.push([number, text]);
  return lines;
}

test('lines keep their numbers, whatever their ends and wherever chunks are cut', async () => {
  const euro = Buffer.from('€');
  expect(await linesOf('\ufeffa,b\r\n\nc', euro.subarray(0, 1), euro.subarray(1), '\r', '\nlast')).toEqual([
    [1, 'a,b'],
    [2, ''],
    [3, 'c€'],
    [4, 'last'],
  ]);
  expect(await linesOf('a\n')).toEqual([[1, 'a']]);
  expect(await linesOf()).toEqual([]);
});

test('a line that never ends is read over, and the next one is read', async () => {
  const part = 'x'.repeat(LONGEST_LINE / 2);
  expect(await linesOf('a\n', part, part, part, 'y\nb')).toEqual([
    [1, 'a'],
    [2, null],
    [3, 'b'],
  ]);
  expect(await linesOf(part, part, part)).toEqual([[1, null]]);
});
