import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptSecret } from '@/lib/platform/kept';
import { ifMissing } from '@/lib/platform/system-fault';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-kept-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

test('a secret is made once', async () => {
  const made = await keptSecret(folder, 'app-secret');
  expect(made).toMatchObject({ isNew: true, value: expect.stringMatching(/^[\w-]{32}$/) });
  expect(await keptSecret(folder, 'app-secret')).toMatchObject({ isNew: false, value: made.value });
});

test('one that is there and cannot be read is never replaced', async () => {
  // Not even root can read a folder as a file.
  mkdirSync(join(folder, 'app-secret'));
  await expect(keptSecret(folder, 'app-secret')).rejects.toThrow();
});

test.each(['EMFILE', 'ENFILE', 'EACCES', 'EIO'])('%s does not mean that a file is missing', (code) => {
  const error = Object.assign(new Error(code), { code });
  expect(() => ifMissing('nothing')(error)).toThrow(error);
});

test('ENOENT does', () => {
  expect(ifMissing('nothing')(Object.assign(new Error('gone'), { code: 'ENOENT' }))).toBe('nothing');
});
