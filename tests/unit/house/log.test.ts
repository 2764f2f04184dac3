import { expect, test } from 'vitest';
import { redacted } from '@/lib/platform/database-url';
import { createLog } from '@/lib/platform/log';

function lineOf(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).info(fields, 'message');
  return JSON.parse(lines.join(''));
}

test('secrets do not reach the log', () => {
  const line = lineOf({
    token: 'hush',
    headers: { authorization: 'Bearer hush' },
    request: { headers: { cookie: 'hush' } },
  });
  expect(JSON.stringify(line)).not.toContain('hush');
  expect(line).toMatchObject({ msg: 'message', token: '[Redacted]' });
});

test('the token of a link does not reach the log', () => {
  const line = lineOf({ url: 'http://localhost/api/emails/watches?page=1&token=manage.1.1.1.hush&x=2' });
  expect(line.url).toBe('http://localhost/api/emails/watches?page=1&token=[Redacted]&x=2');
});

test('what is sent over several lines is one line of the log', () => {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).info({ path: 'a\n{"level":60}' }, 'b\nc');
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(1);
});

test('an error brings its message, code and cause, and nothing that a library hung on it', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const err = Object.assign(new Error('no database', { cause }), {
    code: '57P01',
    client: { password: 'hush', key: 'hush' },
  });
  const line = lineOf({ err });
  expect(JSON.stringify(line)).not.toContain('hush');
  expect(line.err).toMatchObject({
    message: 'no database',
    code: '57P01',
    cause: { message: 'refused', code: 'ECONNREFUSED' },
  });
});

test('a secret of the settings does not reach the log within an error', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) }, ['hu"sh', 'h%75sh']);
  log.info({ err: new Error('Invalid URL: postgresql://bob:hu"sh@db', { cause: new Error('h%75sh') }) });
  expect(lines.join('')).toContain('postgresql://bob:***@db');
  expect(lines.join('')).not.toMatch(/hu\\*"sh|h%75sh/);
});

test('an address is shown without its password', () => {
  expect(redacted('postgresql://bob:h%40sh@db.example:5432/x?sslmode=require')).toBe(
    'postgresql://bob:***@db.example:5432/x?sslmode=require',
  );
  expect(redacted('postgresql://bob@db/x?password=hush&sslmode=require')).toBe(
    'postgresql://bob@db/x?password=***&sslmode=require',
  );
  expect(redacted('postgresql://db/x')).toBe('postgresql://db/x');
  expect(redacted('postgresql://bob:pa@ss:word@db/x')).toBe('postgresql://bob:***@db/x');
});
