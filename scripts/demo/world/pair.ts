import { DAY_MS, HOUR_MS } from '@/lib/model/time';
import type { Asset } from './asset';

const STEP_MS = 300_000;
/** The slowest venue sees what the fastest saw this long ago. */
const LAG_MS = 8_000;
const HOURS_KEPT = 60;

/** A base in a quote, before any venue: natural logarithms of prices. */
export interface PairState {
  price: number;
  /** 24 hours ago. */
  open: number;
  /** At midnight UTC. */
  dayOpen: number;
  /** Of the last 24 hours, by points 5 minutes apart, moves, and now. */
  high: number;
  low: number;
  average: number;
}

interface Points {
  high: number;
  low: number;
  sum: number;
  count: number;
}

/** The price of a base in a quote over time: a pure function, with a memory of the last day for speed alone. */
export class Pair {
  /** Points of whole hours. */
  readonly #hours = new Map<number, Float64Array>();
  #whole: { last: number; points: Points } = {
    last: Number.NaN,
    points: { high: 0, low: 0, sum: 0, count: 0 },
  };
  #stateMs = Number.NaN;
  #state: PairState | null = null;

  constructor(
    private readonly base: Asset,
    private readonly quote: Asset,
  ) {}

  log(atMs: number): number {
    return this.base.logPrice(atMs) - this.quote.logPrice(atMs);
  }

  /** What the slowest venue sees. */
  lagged(atMs: number): number {
    return this.log(atMs - LAG_MS);
  }

  turnover(atMs: number): number {
    return this.base.turnover(atMs);
  }

  state(atMs: number): PairState {
    if (this.#state !== null && this.#stateMs === atMs) return this.#state;
    const price = this.log(atMs);
    const { high, low, sum, count } = this.#dayUntil(atMs, price);
    this.#stateMs = atMs;
    this.#state = {
      price,
      open: this.log(atMs - DAY_MS),
      dayOpen: this.log(Math.floor(atMs / DAY_MS) * DAY_MS),
      high,
      low,
      average: sum / count,
    };
    return this.#state;
  }

  #dayUntil(atMs: number, price: number): Points {
    const fromMs = atMs - DAY_MS;
    const last = Math.floor(atMs / HOUR_MS);
    const day = { ...this.#wholeHours(last) };
    take(day, price);
    for (const hour of [last - 24, last]) {
      this.#hour(hour).forEach((point, i) => {
        const pointMs = hour * HOUR_MS + i * STEP_MS;
        if (pointMs > fromMs && pointMs < atMs) take(day, point);
      });
    }
    // A move may begin and end between two points.
    for (const { fromMs: beginMs, untilMs } of [...this.base.moves, ...this.quote.moves]) {
      const topMs = Math.min(atMs, untilMs);
      if (topMs > beginMs && topMs > fromMs) take(day, this.log(topMs));
    }
    return day;
  }

  /** The 23 whole hours before the hour `last`. */
  #wholeHours(last: number): Points {
    if (this.#whole.last === last) return this.#whole.points;
    const points = { high: Number.NEGATIVE_INFINITY, low: Number.POSITIVE_INFINITY, sum: 0, count: 0 };
    for (let hour = last - 23; hour < last; hour++) for (const point of this.#hour(hour)) take(points, point);
    this.#whole = { last, points };
    return points;
  }

  #hour(hour: number): Float64Array {
    const known = this.#hours.get(hour);
    if (known !== undefined) return known;
    const points = new Float64Array(HOUR_MS / STEP_MS);
    for (let i = 0; i < points.length; i++) points[i] = this.log(hour * HOUR_MS + i * STEP_MS);
    if (this.#hours.size >= HOURS_KEPT) this.#hours.clear();
    this.#hours.set(hour, points);
    return points;
  }
}

function take(into: Points, point: number): void {
  if (point > into.high) into.high = point;
  if (point < into.low) into.low = point;
  into.sum += point;
  into.count += 1;
}
