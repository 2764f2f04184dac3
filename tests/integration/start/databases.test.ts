import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrateOnce } from '@/server/database';
import { failureText } from '@/server/failure-text';
import { DATABASES } from '@/tests/support/machines/databases';
import { type OddPostgres, startOddPostgres } from '@/tests/support/machines/odd-postgres';

vi.spyOn(process.stdout, 'write').mockReturnValue(true);

/** What is printed of it, and whether that is the end. */
async function attempt(url: string): Promise<{ line: string; ended: boolean }> {
  try {
    return { line: (await migrateOnce(url)) ?? '', ended: false };
  } catch (error) {
    return { line: failureText(error), ended: true };
  }
}

describe.each(DATABASES.map((table) => [table.server, table] as const))(
  'a server %s',
  (_, { options, rows }) => {
    let server: OddPostgres | undefined;
    beforeAll(async () => {
      server = await startOddPostgres(options);
    });
    afterAll(() => server?.stop());

    test.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, { url, verdict }) => {
      const { line, ended } = await attempt(server === undefined ? '' : url(server));
      expect(line).not.toMatch(/hush|\n/);
      if ('starts' in verdict) expect({ line, ended }).toEqual({ line: '', ended: false });
      else if ('refuses' in verdict)
        expect({ line, ended }).toEqual({ line: expect.stringMatching(verdict.refuses), ended: true });
      else expect({ line, ended }).toEqual({ line: expect.stringMatching(verdict.waits), ended: false });
    });
  },
);
