/** The collection that an answer is made from. */
export interface AnswerVersion {
  id: number;
  revision: number;
  slotMs: number;
  closedAtMs: number;
  intervalSeconds: number;
}

const MIN_SECONDS = 5;
const LONGEST_PAGE_SECONDS = 15;
const STALE_IF_ERROR_SECONDS = 86_400;

/** When the next collection is due to be closed, ms UTC: as long after its slot as this one, but half an interval. */
export function nextClosingMs({ slotMs, closedAtMs, intervalSeconds }: AnswerVersion): number {
  const intervalMs = intervalSeconds * 1000;
  const tookMs = Math.min(Math.max(closedAtMs - slotMs, 0), intervalMs / 2);
  return slotMs + intervalMs + tookMs;
}

/**
 * `Cache-Control` of a public answer: shared caches keep it until the next collection is due to be closed, 5 s at
 * least, or for `sharedSeconds`, and for a day in place of an error; browsers ask each time, which costs them a 304.
 */
export function publicCacheControl(
  version: AnswerVersion | null,
  nowMs: number,
  sharedSeconds = secondsLeft(version, nowMs),
): string {
  return cacheFor(sharedSeconds);
}

/** The same for a page, which may tell of a trouble that is over in a moment: never long. */
export function pageCacheControl(version: AnswerVersion | null, nowMs: number): string {
  return cacheFor(Math.min(secondsLeft(version, nowMs), LONGEST_PAGE_SECONDS));
}

// No must-revalidate: it would forbid stale-if-error.
function cacheFor(seconds: number): string {
  return `public, s-maxage=${seconds}, max-age=0, stale-if-error=${STALE_IF_ERROR_SECONDS}`;
}

function secondsLeft(version: AnswerVersion | null, nowMs: number): number {
  if (version === null) return MIN_SECONDS;
  const left = Math.floor((nextClosingMs(version) - nowMs) / 1000);
  // A clock that went back must not freeze an answer.
  return Math.max(MIN_SECONDS, Math.min(left, Math.ceil(1.5 * version.intervalSeconds)));
}

/** RFC 9110, 13.1.2: true if the client's copy (`If-None-Match`) is the one we would send. */
export function isUnchanged(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
