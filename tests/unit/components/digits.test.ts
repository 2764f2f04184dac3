import { describe, expect, it } from 'vitest';
import { digitsOf, plainDigits } from '@/lib/format/digits';

describe('figures with the signs of a place', () => {
  it.each([
    ['en-US', '64,231.50', '64,231.50'],
    ['de-DE', '64,231.50', '64.231,50'],
    ['pt-BR', '1,234,567.8', '1.234.567,8'],
    ['fr-FR', '1,234.5', '1\u202f234,5'],
    ['ar-EG', '1,234.5', '1,234.5'],
    ['hi-IN', '1,234.5', '1,234.5'],
  ])('%s: %s', (locale, text, expected) => {
    expect(digitsOf(locale)(text)).toBe(expected);
  });

  it('keep what stands behind them, and leave a sentence its own signs', () => {
    const digits = digitsOf('de-DE');
    expect(digits('1.235M')).toBe('1,235M');
    expect(digits('3.346E-10')).toBe('3,346E-10');
    expect(digits('larger than 95.5 % of the others, median 0.0138.')).toBe(
      'larger than 95,5 % of the others, median 0,0138.',
    );
  });

  it('are as the server wrote them where these are the same', () => {
    expect(digitsOf('en-GB')).toBe(plainDigits);
  });
});
