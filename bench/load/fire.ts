import autocannon from 'autocannon';
import { steady } from './steady';

export interface Load {
  origin: string;
  /** Asked for in turn, whichever connection is free. */
  paths: readonly string[];
  connections: number;
  /** How long; or until so many requests are answered. */
  seconds: number;
  amount?: number;
  /** Requests a second in all; 0: as many as the server answers. */
  rate: number;
  acceptEncoding: string;
}

export interface Fired {
  requestsPerSecond: number;
  sent: number;
  /** Answers that are not 200, and requests without one. */
  failed: number;
  /** From the time when a request was due, where there is a rate: a server that stalls is not asked less. */
  latencyMs: { p50: number; p90: number; p99: number; p999: number; max: number };
}

/** Reads by HTTP for some seconds, over connections that are kept. */
export async function fire(
  given: Omit<Load, 'acceptEncoding'> & { acceptEncoding?: string },
): Promise<Fired> {
  // By default what a browser takes.
  const load: Load = { acceptEncoding: 'br', ...given };
  if (load.rate !== 0) return steady(load);
  const { origin, paths, connections, seconds, amount, acceptEncoding } = load;
  let next = 0;
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    headers: { 'accept-encoding': acceptEncoding },
    // A slow peer that is asked for so many answers at once has all the time for them: no answer in 10 s is a failure else.
    ...(amount === undefined ? {} : { amount, timeout: seconds }),
    requests: [
      {
        setupRequest: (request) => {
          request.path = paths[next++ % paths.length] ?? '/';
          return request;
        },
      },
    ],
  });
  const { latency } = result;
  return {
    requestsPerSecond: result['2xx'] / result.duration,
    sent: result.requests.total,
    failed: result.non2xx + result.errors,
    latencyMs: {
      p50: latency.p50,
      p90: latency.p90,
      p99: latency.p99,
      p999: latency.p99_9,
      max: latency.max,
    },
  };
}
