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
