import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareDataDir } from '@/lib/platform/data-dir';
import { keptSecret } from '@/lib/platform/kept';

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-data-dir-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the folder of an installation', () => {
  test('is made for its owner alone, and the folders above it as usual', async () => {
    await prepareDataDir(join(folder, 'above', 'data'));
    expect(modeOf(join(folder, 'above', 'data'))).toBe('700');
    expect(modeOf(join(folder, 'above'))).toBe('755');
  });

  test.each([['nothing'], ['app-secret'], ['postgres-password'], ['postgres'], ['mailbox']])(
    'is closed to others where it is there already, with %s in it',
    async (name) => {
      mkdirSync(dataDir);
      chmodSync(dataDir, 0o755);
      if (name !== 'nothing') mkdirSync(join(dataDir, name));
      await prepareDataDir(dataDir);
      expect(modeOf(dataDir)).toBe('700');
    },
  );

  test('is left as it is where it holds what others may need', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'report.pdf'), '');
    chmodSync(dataDir, 0o775);
    await prepareDataDir(dataDir);
    expect(modeOf(dataDir)).toBe('775');
  });

  test.each([
    ['a file', () => writeFileSync(dataDir, ''), 'a part of the path is a file'],
    ['a link to nothing', () => symlinkSync('/nowhere/at/all', dataDir), 'it is not there'],
    ['a link to itself', () => symlinkSync(dataDir, dataDir), 'its links lead in a circle'],
  ])('cannot be %s', async (_, make, why) => {
    make();
    await expect(prepareDataDir(dataDir)).rejects.toThrow(
      new RegExp(`^${dataDir} cannot be used by user \\d+ \\(${why}\\): set DATA_DIR to a folder that .*$`),
    );
  });

  test.each([
    ['x'.repeat(300)],
    [join('x'.repeat(200), 'y'.repeat(200), 'z'.repeat(200), 'z'.repeat(200), 'z'.repeat(200))],
    ['a\nb'],
  ])('is refused where its path cannot be used: %j', async (name) => {
    await expect(prepareDataDir(join(folder, name))).rejects.toThrow(/^[^\n]*(too long|at most 900)[^\n]*$/);
  });
});

describe('a secret', () => {
  test('made at once by several is one', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => keptSecret(dataDir, 'app-secret')));
    const [{ value } = { value: '' }] = made;
    expect(new Set(made.map((secret) => secret.value))).toEqual(new Set([value]));
    expect(readFileSync(join(dataDir, 'app-secret'), 'utf8').trim()).toBe(value);
    expect(modeOf(join(dataDir, 'app-secret'))).toBe('600');
    expect(modeOf(dataDir)).toBe('700');
  });

  test('that cannot be read is not made again', async () => {
    mkdirSync(join(dataDir, 'app-secret'), { recursive: true });
    await expect(keptSecret(dataDir, 'app-secret')).rejects.toThrow(
      /app-secret cannot be used by user .* \(it is a folder\)/,
    );
  });

  test('that somebody wrote is refused if it is short', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'admin-token'), 'fifteen-letters\n');
    await expect(keptSecret(dataDir, 'admin-token')).rejects.toThrow(
      /admin-token holds less than 16 characters/,
    );
  });
});
