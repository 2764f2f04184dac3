/** What stands at the end of every such mail, before its two links. */
export const WHY = 'You get this mail because you asked to be told of it.';

/** Of what was left out; null where nothing was. */
export function moreWords(more: number): string | null {
  if (more === 0) return null;
  return more === 1
    ? 'One more is not in this mail. All of them:'
    : `${more} more are not in this mail. All of them:`;
}
