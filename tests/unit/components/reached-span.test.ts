import { expect, test } from 'vitest';
import { reachedSpan } from '@/components/markets/reached-span';

test.each([
  ['ends at the last collection', 100, 300, 200, 200],
  ['stays where it is over', 100, 150, 200, 150],
  ['stays where none of it has come', 250, 300, 200, 300],
  ['stays where it begins at the last collection', 200, 300, 200, 300],
])('a span %s', (_, fromMs, toMs, lastMs, expected) => {
  expect(reachedSpan({ fromMs, toMs }, lastMs)).toEqual({ fromMs, toMs: expected });
});
