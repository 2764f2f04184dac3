import type { ChartSize } from '@/components/chart';

interface GraphSize extends ChartSize {
  /** From which width of its place on it is taken. */
  fromWidth: number;
  className: string;
}

/**
 * One drawing for each width of its place: text in a picture that is scaled much would become too small to read. The
 * classes choose before any script runs, `sizeFor` after.
 */
export const GRAPH_SIZES: readonly GraphSize[] = [
  { fromWidth: 0, width: 340, height: 270, className: '@min-[420px]:hidden' },
  { fromWidth: 420, width: 480, height: 300, className: 'hidden @min-[420px]:block @min-[600px]:hidden' },
  { fromWidth: 600, width: 680, height: 330, className: 'hidden @min-[600px]:block @min-[840px]:hidden' },
  { fromWidth: 840, width: 900, height: 370, className: 'hidden @min-[840px]:block' },
];

/** The drawing for a place of this width in pixels. */
export function sizeFor(width: number): ChartSize {
  const fitting = GRAPH_SIZES.filter(({ fromWidth }) => width >= fromWidth).at(-1) ?? GRAPH_SIZES[0];
  return { width: fitting?.width ?? 340, height: fitting?.height ?? 270 };
}
