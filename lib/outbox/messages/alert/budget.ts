/**
 * Gmail cuts an email at 102 KB and hides what is behind, the link to unsubscribe first. This leaves room for the frame
 * and for the encoding on the way.
 */
const MAX_ENTRIES_BYTES = 80_000;
/** A token is longer than the placeholder that stands for it here. */
const TOKEN_BYTES = 80;

/** Returns the first rendered entries that fit into an email, at least one. */
export function shownWithin(parts: readonly string[]): string[] {
  let bytes = 0;
  const end = parts.findIndex((part) => {
    bytes += Buffer.byteLength(part) + TOKEN_BYTES * (part.split('token=').length - 1);
    return bytes > MAX_ENTRIES_BYTES;
  });
  return parts.slice(0, end === -1 ? parts.length : Math.max(1, end));
}
