import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const TEXT = readFileSync('docs/asvs.md', 'utf8');

/** Every requirement of level 1 of OWASP ASVS 5.0.0. */
const LEVEL_1 = `
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1
3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1
6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1
10.4.2 10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
`
  .trim()
  .split(/\s+/);

/** `6.2.1 to 6.2.8, 7.1.1` in full. */
function idsOf(cell: string): string[] {
  return cell.split(',').flatMap((part) => {
    const [, head, from, to] = /(\d+\.\d+)\.(\d+)(?: to \d+\.\d+\.(\d+))?/.exec(part) ?? [];
    if (head === undefined) return [];
    const [first, last] = [Number(from), Number(to ?? from)];
    return Array.from({ length: Math.max(last - first, 0) + 1 }, (_, i) => `${head}.${first + i}`);
  });
}

const rows = [...TEXT.matchAll(/^\| (\d[^|]*?) *\| (\d) *\| ([^|]+?) *\| (.*?) *\|$/gm)];

test('docs/asvs.md goes through level 1 of ASVS 5 item by item', () => {
  const named = new Set(rows.flatMap(([, cell = '']) => idsOf(cell)));
  expect(LEVEL_1.filter((id) => !named.has(id))).toEqual([]);
});

test('each of its tests is there, and each item says why', () => {
  const paths = [...TEXT.matchAll(/`((?:tests|lib|server|scripts)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  expect(rows.filter(([, , , , why = '']) => why.length < 5).map(([, id]) => id)).toEqual([]);
});
