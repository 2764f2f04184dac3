import { SourceFailure } from './failure';

/** The time of one candle. */
export const CANDLE_MS = 300_000;

/** What is kept of a candle of 5 minutes. */
export interface Candle {
  /** When it began, ms UTC, a multiple of 5 minutes. */
  openMs: number;
  /** The last price in it. */
  close: number;
}

interface Span {
  fromMs: number;
  untilMs: number;
}

/** More would be an exchange that gives a handful a page. */
const MAX_PAGES = 60;

/**
 * All candles that began in [fromMs, untilMs), ascending, each once; one without a trade is absent. `ask` answers
 * candles from a time on, at most so many, in any order; an exchange may give fewer, from either end of what was
 * asked for, and then the rest is asked for until nothing of it comes. Throws SourceFailure after 60 pages.
 */
export async function gatherCandles(
  { fromMs, untilMs }: Span,
  pageSize: number,
  ask: (sinceMs: number, count: number) => Promise<Candle[]>,
): Promise<Candle[]> {
  const found = new Map<number, number>();
  const open = spansOf({ fromMs, untilMs }, pageSize);
  for (let pages = 1; ; pages += 1) {
    const span = open.shift();
    if (span === undefined) break;
    if (pages > MAX_PAGES) throw new SourceFailure(`its candles do not end after ${MAX_PAGES} pages`);
    const page = await ask(span.fromMs, (span.untilMs - span.fromMs) / CANDLE_MS);
    for (const { openMs, close } of page) {
      if (openMs >= fromMs && openMs < untilMs) found.set(openMs, close);
    }
    open.unshift(...around(page, span));
  }
  return Array.from(found, ([openMs, close]) => ({ openMs, close })).sort((a, b) => a.openMs - b.openMs);
}

function spansOf({ fromMs, untilMs }: Span, pageSize: number): Span[] {
  const spans: Span[] = [];
  const step = pageSize * CANDLE_MS;
  for (let at = fromMs; at < untilMs; at += step) {
    spans.push({ fromMs: at, untilMs: Math.min(at + step, untilMs) });
  }
  return spans;
}

/** What is left of a span before and after the page; nothing if nothing of it came. */
function around(page: readonly Candle[], { fromMs, untilMs }: Span): Span[] {
  const inside = page.map(({ openMs }) => openMs).filter((ms) => ms >= fromMs && ms < untilMs);
  if (inside.length === 0) return [];
  const before = { fromMs, untilMs: Math.min(...inside) };
  const after = { fromMs: Math.max(...inside) + CANDLE_MS, untilMs };
  return [before, after].filter((span) => span.fromMs < span.untilMs);
}
