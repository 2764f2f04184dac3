/**
 * The line of a spark as an SVG path over `width` x `height`: values at equal distances, scaled to fill the height; it
 * breaks where there is none, and runs in the middle where all are equal. Empty without any value.
 */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const step = width / Math.max(1, values.length - 1);
  let path = '';
  let isDrawing = false;
  values.forEach((value, i) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    const y = range === 0 ? height / 2 : height - ((value - low) / range) * height;
    const point = `${(i * step).toFixed(1)} ${y.toFixed(1)}`;
    // A value between two gaps is a line of no length, which round caps make a dot.
    path += isDrawing ? `L${point}` : `M${point}L${point}`;
    isDrawing = true;
  });
  return path;
}
