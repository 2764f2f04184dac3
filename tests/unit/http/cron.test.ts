import { describe, expect, test } from 'vitest';
import { permit } from '@/lib/http/cron';
import { isSameSecret } from '@/lib/http/secret-compare';

const SECRET = '0123456789abcdef';

describe('permit', () => {
  test.each([`Bearer ${SECRET}`, `bearer ${SECRET}`])('lets in: %s', (header) => {
    expect(() => permit(header, SECRET)).not.toThrow();
  });

  test.each([null, '', SECRET, 'Bearer', 'Bearer ', `Basic ${SECRET}`, `Bearer ${SECRET}0`])(
    'refuses: %s',
    (header) => {
      expect(() => permit(header, SECRET)).toThrow('Send the header "Authorization: Bearer <CRON_SECRET>"');
    },
  );

  test('without a configured secret nobody gets in, and the answer says what to set', () => {
    for (const header of [null, 'Bearer ', 'Bearer undefined']) {
      expect(() => permit(header, undefined)).toThrow('No CRON_SECRET is set');
    }
  });
});

test('secrets are compared whole, whatever their lengths', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true);
  expect(isSameSecret('abc', 'abd')).toBe(false);
  expect(isSameSecret('', 'abc')).toBe(false);
  expect(isSameSecret('abcabc', 'abc')).toBe(false);
});
