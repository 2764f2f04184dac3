import { expect, test } from 'vitest';
import { isOrphaned } from '@/server/npm-watch';

const first = { parent: 20, grandparent: 10 };

test.each([
  ['the same ancestors', first, false],
  ['another parent: the shell was killed', { parent: 1, grandparent: 0 }, true],
  ['another grandparent: npm was killed', { parent: 20, grandparent: 1 }, true],
  ['a grandparent that cannot be read now', { parent: 20, grandparent: null }, false],
])('%s', (_, now, orphaned) => {
  expect(isOrphaned(first, now)).toBe(orphaned);
});

test('where the system never told of a grandparent, one that appears proves nothing', () => {
  expect(isOrphaned({ parent: 20, grandparent: null }, first)).toBe(false);
});
