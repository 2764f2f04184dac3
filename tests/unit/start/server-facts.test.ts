import { expect, test } from 'vitest';
import { connectionWarning, refusalOf, type ServerFacts } from '@/lib/platform/database/server-facts';

const FACTS: ServerFacts = {
  version: 140_000,
  versionName: '14.0',
  user: 'bob',
  schema: 'public',
  maxConnections: 97,
};

test('a server is refused for its version, its schema or its limit of connections, and for nothing else', () => {
  expect(refusalOf(FACTS)).toBeNull();
  expect(refusalOf({ ...FACTS, version: 130_016, versionName: '13.16 (Debian 13.16-0)' })).toBe(
    'it is PostgreSQL 13.16 (Debian 13.16-0), too old: use version 14 or newer',
  );
  expect(refusalOf({ ...FACTS, schema: 'metrics' })).toMatch(
    /would go to the schema "metrics" instead of "public"/,
  );
  expect(refusalOf({ ...FACTS, schema: null })).toMatch(/would go nowhere instead of "public"/);
  expect(refusalOf({ ...FACTS, encoding: 'SQL_ASCII' })).toMatch(/stores text as SQL_ASCII.*ENCODING 'UTF8'/);
  expect(refusalOf({ ...FACTS, maxConnections: 5 })).toMatch(/allows "bob" only 5 connections/);
});

test('a limit that this server may reach is worth a warning, with what to do', () => {
  expect(connectionWarning({ ...FACTS, maxConnections: 14 }, 14)).toBeNull();
  expect(connectionWarning({ ...FACTS, maxConnections: 13 }, 14)).toBe(
    'database: it allows 13 connections, and this server opens up to 14: raise the limit there, or lower DATABASE_POOL_SIZE',
  );
});
