import { visibleText } from '@/lib/model/market-name';
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time';

/** How long an exchange that refused us for too many requests wants to be left alone. */
export interface RequestedWait {
  ms: number;
  /** A ban (418), and not only a limit. */
  isBan: boolean;
  /** The exchange named the time; otherwise it is our own guess. */
  isNamed: boolean;
}

/** The same as it is stored, with times in ms UTC. */
export interface ExchangeWait {
  sinceMs: number;
  untilMs: number;
  isBan: boolean;
  isNamed: boolean;
  /** What it answered, such as `HTTP 429: Too Many Requests`. */
  cause: string;
}

/** Binance bans for two minutes to three days; a day is long enough to be sure that the ban is not ours to prolong. */
const MAX_MS = { ban: 24 * HOUR_MS, limit: HOUR_MS };
/** Where the exchange names no time. */
const USUAL_MS = { ban: 10 * MINUTE_MS, limit: MINUTE_MS };
/** Clocks of two machines may differ by this much. */
const MAX_SKEW_MS = MINUTE_MS;

/** Binance: `Way too many requests; IP(1.2.3.4) banned until 1700532903261. ...` */
const BANNED_UNTIL = /banned until (\d{13})\b/i;

/**
 * What an answer with this status asks for; null where it is no refusal for too many requests. `retryAfterMs` is what
 * its header says; a body that names the end of a ban counts as well, and the later of both applies.
 */
export function requestedWait(
  status: number,
  retryAfterMs: number | undefined,
  body: string,
  nowMs: number,
): RequestedWait | null {
  const isBusy = status === 503 && retryAfterMs !== undefined;
  if (status !== 418 && status !== 429 && !isBusy) return null;
  const isBan = status === 418;
  const bannedUntilMs = Number(BANNED_UNTIL.exec(body)?.[1] ?? Number.NaN);
  const named = [retryAfterMs ?? Number.NaN, bannedUntilMs - nowMs].filter((ms) => ms >= 0);
  if (named.length === 0) return usualWait(isBan);
  const ms = Math.max(...named);
  const maxMs = maxOf(isBan);
  return { ms: Math.min(ms, maxMs), isBan, isNamed: ms <= maxMs };
}

/** Where an exchange refuses us for too many requests, and says no more than that. */
export function usualWait(isBan: boolean): RequestedWait {
  return { ms: isBan ? USUAL_MS.ban : USUAL_MS.limit, isBan, isNamed: false };
}

/** The wait that begins now. */
export function waitFrom({ ms, ...kind }: RequestedWait, cause: string, nowMs: number): ExchangeWait {
  return { sinceMs: nowMs, untilMs: nowMs + ms, ...kind, cause };
}

/**
 * A stored wait as it applies now; null where it is over. It never lasts for longer than its kind may: one that a clock
 * ahead of ours has dated begins now, since it is not known when it began.
 */
export function waitNow(stored: ExchangeWait, nowMs: number): ExchangeWait | null {
  const lengthMs = Math.min(Math.max(0, stored.untilMs - stored.sinceMs), maxOf(stored.isBan));
  const isAhead = stored.sinceMs > nowMs + MAX_SKEW_MS;
  const sinceMs = isAhead ? nowMs : stored.sinceMs;
  const untilMs = sinceMs + lengthMs;
  return untilMs > nowMs ? { ...stored, sinceMs, untilMs } : null;
}

/** `asked us to wait until 12:40 UTC: HTTP 429: Too Many Requests`: follows the name of the exchange. */
export function waitInWords({ untilMs, isNamed, cause }: ExchangeWait, nowMs: number): string {
  const until = timeInWords(untilMs, nowMs);
  const answer = visibleText(cause, MAX_CAUSE_LENGTH);
  return isNamed
    ? `asked us to wait until ${until}: ${answer}`
    : `limits our requests, and is not asked again before ${until}: ${answer}`;
}

const MAX_CAUSE_LENGTH = 200;

/** In UTC, up to the minute that is over by then; with the date where it is another day. */
function timeInWords(ms: number, nowMs: number): string {
  const iso = new Date(Math.ceil(ms / MINUTE_MS) * MINUTE_MS).toISOString();
  const isToday = iso.slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10);
  return `${isToday ? '' : `${iso.slice(0, 10)} `}${iso.slice(11, 16)} UTC`;
}

function maxOf(isBan: boolean): number {
  return isBan ? MAX_MS.ban : MAX_MS.limit;
}
