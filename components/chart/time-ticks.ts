import { type ScaleTime, scaleUtc } from 'd3-scale';
import { formatDay, formatTimeTick, UTC, zoneOffsetMs } from '@/lib/format/time';
import { DAY_MS } from '@/lib/model/time';

/** About `count` round times of a zone in the domain of a scale, ms UTC, with their labels. */
export function timeTicks(
  scale: ScaleTime<number, number>,
  count: number,
  zone = UTC,
): { atMs: number; label: string }[] {
  const [from = 0, to = 0] = scale.domain().map((time) => time.getTime());
  // A scale of UTC, moved by the zone's offset, has its round hours and midnights. Where the clock changes within the
  // span, days before that begin an hour beside theirs.
  const offsetMs = zoneOffsetMs(to, zone);
  const ticks = scaleUtc([from + offsetMs, to + offsetMs], [0, 1])
    .ticks(count)
    .map((time) => time.getTime() - offsetMs);
  const stepMs = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  const label = stepMs >= DAY_MS ? formatDay : formatTimeTick;
  return ticks.map((atMs) => ({ atMs, label: label(atMs, zone) }));
}
