import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recipientOf } from '@/lib/subscribers/recipient';

describe.each([
  [
    'ann.lee@gmail.com',
    ['annlee@gmail.com', 'a.n.n.l.e.e@googlemail.com', 'AnnLee+x+y@GMAIL.com', 'annlee+@gmail.com'],
  ],
  ['ann@outlook.com', ['Ann+news@outlook.com']],
  ['ann@hotmail.com', ['ann+1@hotmail.com']],
  ['ann@live.com', ['ann+1@live.com']],
  ['ann@yahoo.com', ['ann-shop@yahoo.com', 'ann+shop@yahoo.com']],
  ['ann@yahoo.co.uk', ['ann-shop@yahoo.co.uk']],
  ['ann@icloud.com', ['ann@me.com', 'ann+a@mac.com']],
  ['ann@fastmail.com', ['ann+a@fastmail.com', 'anything@ann.fastmail.com']],
  ['ann@fastmail.fm', ['anything+b@ann.fastmail.fm']],
  ['ann@proton.me', ['ann+a@protonmail.com', 'a.n-n@pm.me', 'a_nn@protonmail.ch']],
  ['ann@bücher.example', ['ANN+a@xn--bcher-kva.example']],
])('%s', (address, others) => {
  test.each(others)('is reached by %s', (other) => {
    expect(recipientOf(other)).toBe(recipientOf(address));
  });
});

test.each([
  ['ann@outlook.com', 'ann@hotmail.com'],
  ['ann.lee@outlook.com', 'annlee@outlook.com'],
  ['ann.lee@test.example', 'annlee@test.example'],
  ['ann-lee@gmail.com', 'ann@gmail.com'],
  ['ann@yahoo.com', 'ann@yahoo.de'],
  ['ann@gmail.com.example', 'ann@gmail.com'],
  ['ann@sub.gmail.com', 'ann@gmail.com'],
])('%s and %s are two', (one, other) => {
  expect(recipientOf(one)).not.toBe(recipientOf(other));
});

test('it stands for itself, and never for nobody', () => {
  const local = fc.stringMatching(/^[a-z0-9.+_-]{1,20}$/);
  const domain = fc.constantFrom('gmail.com', 'yahoo.com', 'pm.me', 'a.fastmail.com', 'test.example');
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const recipient = recipientOf(`${name}@${host}`);
      expect(recipient).toMatch(/^.+@[^@]+$/);
      expect(recipientOf(recipient)).toBe(recipient);
    }),
  );
});
