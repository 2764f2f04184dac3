/**
 * What is pinned is known to the browser alone. This runs before the table is painted, as a file of its own since pages
 * run no scripts that stand in them.
 */
export function ReservePinned() {
  return <script src="/reserve-pinned.js" />;
}
