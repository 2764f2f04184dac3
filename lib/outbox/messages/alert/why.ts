/** What stands at the end of every alert email, before its two links. */
export const WHY = "You're getting this email because of your alerts.";

/** How many were left out; null where none was. */
export function moreWords(more: number): string | null {
  if (more === 0) return null;
  return more === 1 ? '1 more alert is not in this email.' : `${more} more alerts are not in this email.`;
}
