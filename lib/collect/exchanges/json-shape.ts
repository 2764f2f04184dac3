import { SourceFailure } from './failure';

/** Recorded answers nest 6 deep. */
const MAX_DEPTH = 32;
/** Of one list or object: markets of all kinds, traded or not, three times what the largest known exchange sends. */
const MAX_ENTRIES = 12_000;
/** Recorded answers have 10 bytes a value or more. */
const MIN_BYTES_PER_VALUE = 8;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads the bytes of a JSON text as they come, and throws SourceFailure once it nests deeper or has more values than
 * an exchange sends: such a text is small, and takes a hundred times its size and time to parse. `maxBytes` is how
 * long the text may be. What is not JSON at all is left to the parser.
 */
export function jsonShape(maxBytes: number): (chunk: Uint8Array) => void {
  const maxValues = maxBytes / MIN_BYTES_PER_VALUE;
  /** Commas by depth, of the list or object that is open there. */
  const commas = new Uint32Array(MAX_DEPTH + 1);
  let depth = 0;
  let values = 0;
  let isInText = false;
  let isEscaped = false;

  const open = () => {
    depth += 1;
    values += 1;
    if (depth > MAX_DEPTH) throw new SourceFailure(`its answer nests deeper than ${MAX_DEPTH} levels`);
    commas[depth] = 0;
  };
  const separate = () => {
    values += 1;
    const entries = (commas[depth] ?? 0) + 1;
    commas[depth] = entries;
    if (entries < MAX_ENTRIES) return;
    throw new SourceFailure(`its answer has more than ${MAX_ENTRIES} rows, which no exchange has`);
  };
  return (chunk) => {
    for (const byte of chunk) {
      if (isEscaped) isEscaped = false;
      else if (isInText) {
        if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInText = false;
      } else if (byte === QUOTE) isInText = true;
      else if (byte === COMMA) separate();
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) open();
      else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && depth > 0) depth -= 1;
    }
    if (values > maxValues) throw new SourceFailure(`its answer has more than ${maxValues} values`);
  };
}
