import { env } from '@/lib/env';
import type { HourPoints, SeriesPoints, SeriesReader, Snapshot } from '@/lib/series';
import { isoDuration } from './format';
import type { GraphSpan } from './graph-span';
import { byHour } from './hourly-points';
import type { GraphPoint } from './metric-report';

const HOUR_MS = 3_600_000;
/** Beyond this a graph has more observations than pixels. */
const LONGEST_RAW_MS = 48 * HOUR_MS;

interface Drawn {
  resolution: string;
  points: GraphPoint[];
}

/** A series over a span, ascending: each observation, or hours where the span is long or longer ago than those are kept. */
export async function readGraph(
  reader: SeriesReader,
  dimensionId: number,
  position: number,
  { fromMs, toMs }: GraphSpan,
  { collection }: Snapshot,
): Promise<Drawn> {
  const keptFromMs = (collection?.slotMs ?? toMs) - env().observationRetentionHours * HOUR_MS;
  if (toMs - fromMs <= LONGEST_RAW_MS && fromMs >= keptFromMs) {
    const intervalSeconds = collection?.intervalSeconds ?? env().collectIntervalSeconds;
    const points = await reader.points(dimensionId, position, fromMs, toMs);
    return { resolution: isoDuration(intervalSeconds), points: rawPoints(points) };
  }
  const hours = await reader.hours(dimensionId, position, floorHour(fromMs), toMs);
  // An hour is rolled up some time after its end: until then it is made from its observations.
  const rolledUntilMs = Math.max(
    (hours.hourMs.at(-1) ?? Number.NEGATIVE_INFINITY) + HOUR_MS,
    floorHour(fromMs),
  );
  const rest = await reader.points(dimensionId, position, Math.max(rolledUntilMs, keptFromMs), toMs);
  return { resolution: 'PT1H', points: [...hourPoints(hours), ...byHour(rest)] };
}

function floorHour(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

function rawPoints({ atMs, values }: SeriesPoints): GraphPoint[] {
  const points: GraphPoint[] = [];
  for (let i = 0; i < atMs.length; i++) {
    const value = values[i] ?? Number.NaN;
    // A gap is an absent point, never a null.
    if (Number.isFinite(value)) points.push({ at: new Date(atMs[i] ?? 0).toISOString(), value });
  }
  return points;
}

function hourPoints({ hourMs, mean, min, max }: HourPoints): GraphPoint[] {
  return Array.from(hourMs, (ms, i) => ({
    at: new Date(ms).toISOString(),
    value: mean[i] ?? 0,
    min: min[i] ?? 0,
    max: max[i] ?? 0,
  }));
}
