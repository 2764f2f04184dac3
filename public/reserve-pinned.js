// Keeps room for the rows that this browser has pinned, before the table is painted: they come with the page's other
// scripts, and would push down what somebody has begun to read.
try {
  const pinned = JSON.parse(localStorage.getItem('pinned-markets') ?? '[]');
  document.documentElement.style.setProperty('--pinned-rows', String(Math.min(pinned.length, 20)));
} catch {
  // Nothing is kept here: no room either.
}
