import autocannon from 'autocannon';
import type { Fired, Load } from './load';
import { steady } from './steady';

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
