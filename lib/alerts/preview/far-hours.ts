import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import { type HourCells, MIN_BASELINE_COUNT } from '@/lib/series';
import type { Nearest } from './nearest';

const FIELDS = 4;
/** An hour differs from a day by its mean: the window of a slot within it is a little different one. */
const MARGIN = 0.9;

/** Hours in which the extreme of a series was beyond a threshold, against the mean of the 24 hours before each. */
export interface FarSeries {
  dimensionId: number;
  hoursMs: number[];
}

export interface FarHours {
  /** Markets that may have been beyond a threshold within the last 24 hours. */
  today: Set<number>;
  /** Before that, a series and direction each. */
  earlier: FarSeries[];
}

/** Which hours were beyond the thresholds of each market; `slotMs` is the last collection, ms UTC. */
export function farHoursOf(
  hours: HourCells,
  nearestOf: (dimensionId: number) => Nearest | null,
  slotMs: number,
): FarHours {
  const found: FarHours = { today: new Set(), earlier: [] };
  const rows = hours.dimensionIds.length;
  for (let first = 0; first < rows; ) {
    let end = first + 1;
    while (end < rows && hours.dimensionIds[end] === hours.dimensionIds[first]) end++;
    const nearest = nearestOf(hours.dimensionIds[first] ?? 0);
    for (let column = 0; nearest !== null && column < hours.columns; column++) {
      const above = nearest.above[column] ?? Infinity;
      const below = nearest.below[column] ?? Infinity;
      if (Math.min(above, below) < Infinity)
        addSeries(found, hours, { first, end, column, above, below }, slotMs);
    }
    first = end;
  }
  return found;
}

/** The rows [first, end) of one market, and one of its series. */
interface Series {
  first: number;
  end: number;
  column: number;
  above: number;
  below: number;
}

function addSeries(found: FarHours, hours: HourCells, series: Series, slotMs: number): void {
  const { first, end, column, above, below } = series;
  const dayMs = slotMs - DAY_MS;
  const far: Record<'above' | 'below', number[]> = { above: [], below: [] };
  const dimensionId = hours.dimensionIds[first] ?? 0;
  const cell = (row: number, field: number) =>
    hours.cells[(row * hours.columns + column) * FIELDS + field] ?? Number.NaN;
  let [oldest, count, sum] = [first, 0, 0];
  for (let row = first; row < end; row++) {
    const hourMs = hours.hourMs[row] ?? 0;
    for (; (hours.hourMs[oldest] ?? 0) < hourMs - DAY_MS; oldest++) {
      count -= cell(oldest, 0) || 0;
      sum -= cell(oldest, 0) * cell(oldest, 1) || 0;
    }
    const [min, max] = [cell(row, 2), cell(row, 3)];
    const usual = sum / count;
    if (count >= MIN_BASELINE_COUNT && usual > 0 && min > 0) {
      note('above', max / usual, above, hourMs);
      note('below', usual / min, below, hourMs);
    }
    count += cell(row, 0) || 0;
    sum += cell(row, 0) * cell(row, 1) || 0;
  }
  for (const hoursMs of [far.above, far.below]) {
    if (hoursMs.length > 0) found.earlier.push({ dimensionId, hoursMs });
  }

  function note(direction: 'above' | 'below', times: number, threshold: number, hourMs: number): void {
    if (times <= MARGIN * threshold || hourMs < slotMs - 7 * DAY_MS) return;
    if (hourMs >= dayMs - HOUR_MS) found.today.add(dimensionId);
    if (times > threshold && hourMs + HOUR_MS <= dayMs) far[direction].push(hourMs);
  }
}

/**
 * Whether a market may have been beyond a threshold in hours that are not rolled up yet, by its extremes in them.
 * `meanOf` answers the mean of the 24 hours before, by column; NaN where there is none.
 */
export function isFarSince(
  { min, max }: { min: Float64Array; max: Float64Array },
  nearest: Nearest,
  meanOf: (column: number) => number,
): boolean {
  return min.some((lowest, column) => {
    const highest = max[column] ?? Number.NaN;
    const mean = meanOf(column);
    const [above, below] = [nearest.above[column] ?? Infinity, nearest.below[column] ?? Infinity];
    return (
      highest > MARGIN * above * Math.min(mean || lowest, lowest) ||
      lowest < Math.max(mean || highest, highest) / (MARGIN * below)
    );
  });
}
