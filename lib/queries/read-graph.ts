import { HOUR_MS } from '@/lib/model/time';
import { env } from '@/lib/platform/env';
import type { SeriesPoints, SeriesReader, Snapshot } from '@/lib/series';
import { isoDuration } from './format';
import type { GraphSpan } from './graph-span';
import { joined, observedHours, rolledHours, type Stretch } from './hour-stats';
import type { GraphPoint } from './metric-report';

/** Beyond this a graph has more observations than pixels. */
const LONGEST_RAW_MS = 48 * HOUR_MS;
const MAX_POINTS = 500;
/** All divide a day, so that stretches begin at midnight UTC. */
const STRETCH_HOURS = [1, 2, 3, 6, 12, 24];

interface Drawn {
  resolution: string;
  points: GraphPoint[];
}

/** A series over a span, ascending: each observation, or stretches of hours where the span is long or long ago. */
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
  const lengthMs = stretchLengthMs(toMs - fromMs);
  const beginMs = Math.floor(fromMs / lengthMs) * lengthMs;
  const rolled = rolledHours(await reader.hours(dimensionId, position, beginMs, toMs));
  // An hour is rolled up some time after its end: until then it is made from its observations.
  const rolledUntilMs = Math.max(beginMs, (rolled.at(-1)?.fromMs ?? Number.NEGATIVE_INFINITY) + HOUR_MS);
  const rest = await reader.points(dimensionId, position, Math.max(rolledUntilMs, keptFromMs), toMs);
  const stretches = joined([...rolled, ...observedHours(rest)], lengthMs);
  return { resolution: isoDuration(lengthMs / 1000), points: stretches.map(stretchPoint) };
}

/** The shortest stretch that draws the span by no more than MAX_POINTS. */
function stretchLengthMs(spanMs: number): number {
  const hours = STRETCH_HOURS.find((length) => spanMs / (length * HOUR_MS) <= MAX_POINTS);
  return (hours ?? 24) * HOUR_MS;
}

function stretchPoint({ fromMs, mean, min, max }: Stretch): GraphPoint {
  return { at: new Date(fromMs).toISOString(), value: mean, min, max };
}

function rawPoints({ atMs, values }: SeriesPoints): GraphPoint[] {
  const points: GraphPoint[] = [];
  // One for all: Next lays its own way of making a date over that of the language, which takes longer.
  const at = new Date(0);
  for (let i = 0; i < atMs.length; i++) {
    const value = values[i] ?? Number.NaN;
    at.setTime(atMs[i] ?? 0);
    // A gap is an absent point, never a null.
    if (Number.isFinite(value)) points.push({ at: at.toISOString(), value });
  }
  return points;
}
