import type { RequestListener } from 'node:http';
import { type LoopbackExchange, startExchange } from '@/tests/support/exchange/server';

const STEP_MS = 300_000;

export interface CandleWorld {
  /** The last price of the candle that opened then; null where nobody traded. */
  close(id: string, openMs: number): number | null;
  nowMs: number;
  /** At most so many candles an answer, whatever was asked for; by default the exchange's own limit. */
  cap?: number;
  /** What becomes of the candles of an answer. */
  arrange?: (rows: Row[]) => Row[];
  /** A reply instead of candles, or null. */
  instead?: (id: string, request: number) => RequestListener | null;
}

type Row = [openMs: number, close: number];

interface Asked {
  id: string;
  fromMs: number;
  /** Not included. */
  untilMs: number;
  limit: number;
}

/** How one exchange is asked for candles, and how it writes them, from its own documentation. */
interface Dialect {
  path: RegExp;
  asked(url: URL): Asked;
  /** Which candles are given where more were asked for than it gives. */
  end: 'oldest' | 'newest';
  body(rows: Row[], id: string): unknown;
}

const number = (url: URL, name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
const text = (url: URL, name: string) => url.searchParams.get(name) ?? '';
const volume = '12.5';

const DIALECTS: Record<string, Dialect> = {
  // https://docs.kraken.com/api/docs/rest-api/get-ohlc-data: `since` in seconds, not included; 720 at most; the last
  // one is not finished.
  kraken: {
    path: /^\/0\/public\/OHLC$/,
    asked: (url) => ({
      id: text(url, 'pair'),
      fromMs: number(url, 'since', 0) * 1000 + 1,
      untilMs: Number.POSITIVE_INFINITY,
      limit: 720,
    }),
    end: 'oldest',
    body: (rows, id) => ({
      error: [],
      result: {
        [id]: rows.map(([ms, c]) => [ms / 1000, `${c}`, `${c}`, `${c}`, `${c}`, `${c}`, volume, 7]),
        last: (rows.at(-1)?.[0] ?? 0) / 1000,
      },
    }),
  },
  // https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks: newest first, `before` and `after`
  // in ms, neither included; 300 at most.
  okx: {
    path: /^\/api\/v5\/market\/(history-)?candles$/,
    asked: (url) => ({
      id: text(url, 'instId'),
      fromMs: number(url, 'before', 0) + 1,
      untilMs: number(url, 'after', Number.POSITIVE_INFINITY),
      limit: Math.min(300, number(url, 'limit', 100)),
    }),
    end: 'newest',
    body: (rows) => ({
      code: '0',
      msg: '',
      data: rows
        .toReversed()
        .map(([ms, c]) => [`${ms}`, `${c}`, `${c}`, `${c}`, `${c}`, volume, volume, volume, '1']),
    }),
  },
  // https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints: `startTime` in ms, 500
  // by default, 1000 at most.
  binance: {
    path: /^\/api\/v3\/klines$/,
    asked: (url) => ({
      id: text(url, 'symbol'),
      fromMs: number(url, 'startTime', 0),
      untilMs: number(url, 'endTime', Number.POSITIVE_INFINITY),
      limit: Math.min(1000, number(url, 'limit', 500)),
    }),
    end: 'oldest',
    body: (rows) =>
      rows.map(([ms, c]) => [
        ms,
        `${c}`,
        `${c}`,
        `${c}`,
        `${c}`,
        volume,
        ms + STEP_MS - 1,
        volume,
        7,
        volume,
        volume,
        '0',
      ]),
  },
};

/** A loopback exchange with candles of 5 minutes of a day and more, up to the one that is under way. */
export async function startCandleExchange(exchange: string, world: CandleWorld): Promise<LoopbackExchange> {
  const dialect = DIALECTS[exchange];
  if (dialect === undefined) throw new Error(`no dialect of ${exchange}`);
  let requests = 0;
  const server = await startExchange({});
  server.reply('*', (request, response) => {
    const url = new URL(request.url ?? '/', 'http://exchange');
    const asked = dialect.asked(url);
    requests += 1;
    const instead = world.instead?.(asked.id, requests) ?? null;
    if (instead !== null) return instead(request, response);
    const found = dialect.path.test(url.pathname);
    const rows = found ? rowsOf(world, asked, dialect.end) : [];
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(dialect.body(rows, asked.id)));
  });
  return server;
}

function rowsOf(world: CandleWorld, { id, fromMs, untilMs, limit }: Asked, end: Dialect['end']): Row[] {
  const rows: Row[] = [];
  const oldestMs = Math.floor(world.nowMs / STEP_MS) * STEP_MS - 800 * STEP_MS;
  for (let openMs = oldestMs; openMs <= world.nowMs; openMs += STEP_MS) {
    const close = openMs >= fromMs && openMs < untilMs ? world.close(id, openMs) : null;
    if (close !== null) rows.push([openMs, close]);
  }
  const most = Math.min(limit, world.cap ?? limit);
  const given = end === 'newest' ? rows.slice(-most) : rows.slice(0, most);
  return world.arrange?.(given) ?? given;
}
