import fc from 'fast-check';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { databaseUrlFault, redacted } from '@/lib/platform/database-url';
import { parseEnv, secretsIn } from '@/lib/platform/env';
import { redactSecrets } from '@/lib/platform/redact';

/** What node-postgres connects to. */
const target = (url: string) => {
  const { host, port, user, password, database } = new Client({ connectionString: url });
  return { host, port, user, password, database };
};

const printable = fc.string({
  unit: fc.constantFrom(...'#/?@%:&=+ [](){}\\^|~<>"\'`,;!$*-_.aB1é'),
  minLength: 1,
});

test('a password is understood as it was meant, or refused: never taken for a part of the address', () => {
  fc.assert(
    fc.property(printable, (password) => {
      const url = `postgresql://bob:${password}@db.example:5432/tracker`;
      if (databaseUrlFault(url) !== null) return;
      const meant = [password, decodeURIComponent(password)];
      const { password: read, ...rest } = target(url);
      expect(meant).toContain(read);
      expect(rest).toEqual({ host: 'db.example', port: 5432, user: 'bob', database: 'tracker' });
      expect(redacted(url)).toBe('postgresql://bob:***@db.example:5432/tracker');
    }),
    { numRuns: 2_000 },
  );
});

test('percent-encoded, every password can be used', () => {
  fc.assert(
    fc.property(printable, (password) => {
      const url = `postgresql://bob:${encodeURIComponent(password)}@db.example/tracker`;
      expect(databaseUrlFault(url)).toBeNull();
      expect(target(url).password).toBe(password);
    }),
  );
});

describe.each(['pa#hush', 'pa/hush', 'pa?hush', 'pa@x/hush', '12/34hush', '12#34hush', 'pa%hush', 'pa hush'])(
  'the password %s',
  (password) => {
    const url = `postgresql://bob:${password}@db.example/tracker`;

    test('is refused with the remedy, and never shown', () => {
      expect(() => parseEnv({ DATABASE_URL: url })).toThrow(
        /^DATABASE_URL cannot be used: percent-encode [^\n]*$/,
      );
      expect(() => parseEnv({ DATABASE_URL: url })).not.toThrow('hush');
      expect(redacted(url)).not.toContain('hush');
      expect(redactSecrets(`Invalid URL ${url}`, secretsIn({ DATABASE_URL: url }))).not.toContain('hush');
    });
  },
);

test.each([
  'postgresql://db',
  'postgres://bob:hush@db:6432/tracker?sslmode=no-verify&application_name=x',
  'postgresql://bob:hush@[::1]:5432/tracker?schema=public',
  'postgresql://bob:p@ss@db/tracker',
  'postgresql:///tracker?host=/var/run/postgresql',
  'postgresql://bob@/tracker?host=/var/run/postgresql',
  'postgresql://%2Fvar%2Frun%2Fpostgresql/tracker',
])('%s can be used', (url) => {
  expect(databaseUrlFault(url)).toBeNull();
  expect(() => target(url)).not.toThrow();
});

test.each([
  ['postgresql://bob:hush@a,b/tracker', 'write one host'],
  ['postgresql://bob:hush@a:1,b:2/tracker', 'write one host'],
  ['postgresql://bob:hush@db:port/tracker', 'percent-encode'],
  ['postgresql://db:port/tracker', 'write an address such as'],
  ['postgresql://bob:hush@db/tracker?schema=metrics', 'leave out "schema"'],
  ['postgresql://bob:hush@db/tracker?sslmode=allow', 'write sslmode=disable, '],
  ['db.example', 'write an address such as'],
])('%s is refused: %s', (url, words) => {
  expect(databaseUrlFault(url)).toContain(words);
  expect(databaseUrlFault(url)).not.toContain('hush');
});

test('sslmode=require checks the certificate, and is passed on by the name that says so', () => {
  const read = (url: string) => parseEnv({ DATABASE_URL: url }).databaseUrl;
  for (const mode of ['require', 'prefer', 'verify-ca']) {
    expect(read(`postgresql://db/x?sslmode=${mode}&a=b`)).toBe('postgresql://db/x?sslmode=verify-full&a=b');
  }
  const compatible = 'postgresql://db/x?uselibpqcompat=true&sslmode=require';
  expect(read(compatible)).toBe(compatible);
});

test('a part of the query that may be a secret is not shown, however its name is encoded', () => {
  expect(redacted('postgresql://db/x?p%61ssword=hush&sslmode=require&sslpassword=hush')).toBe(
    'postgresql://db/x?password=***&sslmode=require&sslpassword=***',
  );
});
