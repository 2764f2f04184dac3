import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { singleton } from './singleton';

/** What this process counts of itself, for Prometheus. */
export interface Telemetry {
  registry: Registry;
  collections: Counter<'outcome'>;
  requests: Histogram<'method' | 'route' | 'status'>;
  /** Requests that the edge answered, as plain numbers: one a request, which the library looks up by its labels. */
  edgeAnswers: EdgeAnswers;
}

/** By how it came: from the store, by asking, stale since asking failed, or not at all: there was too much to do. */
interface EdgeAnswers {
  hit: number;
  miss: number;
  stale: number;
  busy: number;
}

/**
 * `empty`: nothing was believed of any source. `done` and `busy`: there was nothing to do. `wrong clock`: this machine's
 * clock is contradicted.
 */
export const COLLECTION_OUTCOMES = ['collected', 'empty', 'failed', 'done', 'busy', 'wrong clock'] as const;
export type CollectionOutcome = (typeof COLLECTION_OUTCOMES)[number];

/** Gauges that the library names like counters; the same numbers come by type as well. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`);

/** The one registry of the process, with the process's own values: memory, event loop, garbage collection. */
export function telemetry(): Telemetry {
  return singleton('telemetry', () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const name of MISNAMED) registry.removeSingleMetric(name);
    const collections = new Counter({
      name: 'tracker_collections_total',
      help: 'Collections that this process has tried, by how they ended.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    // From 0, so that the first of each counts as one more.
    for (const outcome of COLLECTION_OUTCOMES) collections.inc({ outcome }, 0);
    return {
      registry,
      collections,
      edgeAnswers: countEdgeAnswers(registry),
      requests: new Histogram({
        name: 'tracker_http_request_duration_seconds',
        help: 'Requests to the API that the shared HTTP cache did not answer, by route and status.',
        labelNames: ['method', 'route', 'status'],
        buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers: [registry],
      }),
    };
  });
}

function countEdgeAnswers(registry: Registry): EdgeAnswers {
  const answers: EdgeAnswers = { hit: 0, miss: 0, stale: 0, busy: 0 };
  const counter = new Counter({
    name: 'tracker_edge_answers_total',
    help: 'Requests by how the shared HTTP cache answered: kept (hit), fetched (miss), stale since the origin failed, or 503 (busy).',
    labelNames: ['how'],
    registers: [registry],
    collect() {
      counter.reset();
      for (const [how, count] of Object.entries(answers)) counter.inc({ how }, count);
    },
  });
  return answers;
}

/** There are fewer routes than this; the limit is for an address that would make up names. */
const MAX_ROUTES = 60;

/** The route's name as a label: its path, or `other` once there are more than a server can have. */
export function routeLabel(path: string): string {
  const known = singleton('route-labels', () => new Set<string>());
  if (known.size < MAX_ROUTES) known.add(path);
  return known.has(path) ? path : 'other';
}
