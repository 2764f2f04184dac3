import type { ServerResponse } from 'node:http';

interface Flight<T> {
  landing: Promise<T>;
  waiting: number;
  abort: () => void;
}

export interface Flights<T> {
  /**
   * The result of the work under this key, which is begun if nobody else waits for it. Once all who wait have left,
   * its signal is aborted.
   */
  join(key: string, response: ServerResponse, begin: (signal: AbortSignal) => Promise<T>): Promise<T>;
  has(key: string): boolean;
}

/** Work that is done once for all who want it at the same time. */
export function openFlights<T>(): Flights<T> {
  const underWay = new Map<string, Flight<T>>();

  function begun(key: string, begin: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const end = () => {
      if (underWay.get(key) === flight) underWay.delete(key);
    };
    const flight: Flight<T> = {
      landing: begin(controller.signal).finally(end),
      waiting: 0,
      abort() {
        end();
        controller.abort();
      },
    };
    underWay.set(key, flight);
    return flight;
  }

  return {
    join(key, response, begin) {
      const flight = underWay.get(key) ?? begun(key, begin);
      flight.waiting += 1;
      response.once('close', () => {
        flight.waiting -= 1;
        // Once it has landed, this ends nothing.
        if (flight.waiting === 0) flight.abort();
      });
      return flight.landing;
    },
    has: (key) => underWay.has(key),
  };
}
