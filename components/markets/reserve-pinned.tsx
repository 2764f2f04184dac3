/**
 * Runs before the table is painted: what is pinned is known to the browser alone, and its rows would push down what
 * somebody has begun to read. The room is kept by a style of the document; the rows come with the other scripts.
 * Written without a sign that HTML would escape.
 */
const SCRIPT =
  'try{document.documentElement.style.setProperty(`--pinned-rows`,' +
  'JSON.parse(localStorage.getItem(`pinned-markets`)||`[]`).length)}catch{}';

export function ReservePinned() {
  return <script>{SCRIPT}</script>;
}
