/** A duration for reading: `0.8 s`, `12.3 s`; a dash where there is none. */
export function formatSeconds(ms: number | null): string {
  return ms === null ? '–' : `${(ms / 1000).toFixed(1)} s`;
}
