/** Names that no market may have, and what is wrong with each. */
export const HOSTILE_NAMES: readonly { what: string; name: string }[] = [
  { what: 'a NUL', name: 'BAD\u0000' },
  { what: '6,000 equal characters', name: 'X'.repeat(6000) },
  {
    what: '6,000 characters that no database can compress',
    name: Array.from({ length: 6000 }, (_, i) =>
      ((i * i * 31 + i * 7919) % 1296).toString(36).slice(-1),
    ).join(''),
  },
  { what: 'a character too many', name: 'Y'.repeat(201) },
  { what: 'a lone surrogate', name: 'BAD\ud800' },
  { what: 'ESC and BEL', name: '\u001b[31mBAD\u0007' },
  { what: 'a line break', name: 'BAD\nBAD' },
  { what: 'a bidi override', name: 'BAD\u202eDAB' },
  { what: 'a zero-width space', name: 'B\u200bAD' },
  { what: 'a byte order mark', name: '\ufeffBAD' },
  { what: 'nothing to see', name: '\u3164' },
  { what: 'a replacement character', name: 'BAD\ufffd' },
  { what: 'a wide space', name: 'BAD\u3000' },
];

/** What each plain object inherits, and the exchange library finds in its own tables. */
export const INHERITED_NAMES = Object.getOwnPropertyNames(Object.prototype);
