import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, readableAddress, spellAddress, wireAddress } from '@/lib/model/email-address';

/** Each first address in the spellings that people and programs have for it. */
const SPELLINGS: Record<string, string[]> = {
  'ann@example.com': [
    'ann@EXAMPLE.com',
    'ann@example.com.',
    ' ann@example.com\n',
    'ann＠example.com',
    'ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ',
    'ann@example。com',
  ],
  'ann@xn--bcher-kva.example': [
    'ann@bücher.example',
    'ann@bu\u0308cher.example',
    'ann@BÜCHER.Example.',
    'ann@XN--BCHER-KVA.example',
    'ann＠bücher．example',
  ],
  'ann@xn--strae-oqa.de': ['ann@straße.de', 'ann@STRAßE.de'],
  'ann@xn--r8jz45g.xn--zckzah': ['ann@例え.テスト', 'ann@例え。テスト'],
  'ann@xn--mgbh0fb.xn--kgbechtv': ['ann@مثال.إختبار'],
  'ann@xn--gmil-63d.com': ['ann@gm\u0430il.com'],
};

describe.each(Object.entries(SPELLINGS))('%s', (address, spellings) => {
  test.each([address, ...spellings])('is %j', (typed) => {
    expect(spellAddress(typed)).toEqual({ address });
    expect(addressKey(typed)).toBe(address);
  });
});

test('the case of the local part is kept, and makes no other person', () => {
  expect(spellAddress('Ann@example.com')).toEqual({ address: 'Ann@example.com' });
  expect(addressKey('Ann@Bücher.example')).toBe(addressKey('ann@xn--bcher-kva.example'));
});

test.each([
  ['ann@straße.de', 'ann@strasse.de'],
  ['ann@gm\u0430il.com', 'ann@gmail.com'],
  ['ann@bücher.example', 'ann@bucher.example'],
])('%j and %j are two people', (one, other) => {
  expect(addressKey(one)).not.toBe(addressKey(other));
});

test.each([
  'änn@example.com',
  'a\u0308nn@example.com',
  '用户@例子.example',
  '\u0430nn@example.com',
  'ﬁ@example.com',
])('%j has a local part that no provider delivers to', (typed) => {
  expect(spellAddress(typed)).toEqual({ fault: 'local part' });
});

test.each([
  'ann@ex%61mple.com',
  'ann@example.com/evil',
  'ann@example.com?x',
  'ann@example.com#x',
  'ann@example.com:25',
  'ann@[::1]',
  'ann@0x7f.1',
  'ann@exam\u200dple.com',
  'ann@exam\u00adple.com',
  'ann@example..com',
  'ann@example.com..',
  'ann@.example.com',
  'ann@xn--a.com',
  'ann@localhost',
  'ann@@example.com',
  'ann＠@example.com',
  `ann@${'ä'.repeat(60)}.de`,
  `ann@${'a'.repeat(64)}.de`,
])('%j is no address', (typed) => {
  expect(spellAddress(typed)).toEqual({ fault: 'no address' });
});

test('an address has one spelling, of ASCII alone, and what is shown leads back to it', () => {
  const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const typed = fc.tuple(
    fc.stringMatching(/^[a-z0-9.+_-]{1,20}$/),
    fc.array(label, { minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(typed, ([local, labels]) => {
      const spelled = spellAddress(`${local}@${labels.join('.')}.example`);
      if (!('address' in spelled)) return;
      const { address } = spelled;
      expect(address).toMatch(/^[\x21-\x7e]+$/);
      expect(spellAddress(address)).toEqual({ address });
      expect(wireAddress(readableAddress(address))).toBe(address);
      expect(addressKey(readableAddress(address))).toBe(addressKey(address));
    }),
    { numRuns: 5_000, seed: 16 },
  );
});

describe('is shown', () => {
  test.each([
    ['ann@xn--bcher-kva.example', 'ann@bücher.example'],
    ['ann@xn--r8jz45g.xn--zckzah', 'ann@例え.テスト'],
    ['ann@xn--e1afmkfd.xn--p1ai', 'ann@пример.рф'],
    ['ann@example.com', 'ann@example.com'],
  ])('%s as %s', (address, shown) => {
    expect(readableAddress(address)).toBe(shown);
  });

  test.each([
    ['a letter of another alphabet', 'gm\u0430il.com'],
    ['a Greek one', 'g\u03bfogle.com'],
    ['letters that all look Latin', '\u0440\u0430\u0443\u0440\u04cf.com'],
  ])('in ASCII with %s', (_, domain) => {
    const address = wireAddress(`ann@${domain}`);
    expect(address).toMatch(/^ann@xn--/);
    expect(readableAddress(address)).toBe(address);
  });
});
