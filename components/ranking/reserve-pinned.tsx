/**
 * What is pinned is known to the browser alone. This runs before the table is painted, and stands in the page: a file of
 * its own would hold the page back until it came.
 */
export function ReservePinned() {
  return <script>{`(${reserve})()`}</script>;
}

/** Keeps room for the rows that this browser has pinned: they come with the page's scripts, and would push down what somebody reads. */
function reserve(): void {
  try {
    const pinned: unknown = JSON.parse(localStorage.getItem('pinned-markets') ?? '[]');
    const rows = Array.isArray(pinned) ? Math.min(pinned.length, 20) : 0;
    document.documentElement.style.setProperty('--pinned-rows', String(rows));
  } catch {
    // Nothing is kept here: no room either.
  }
}
