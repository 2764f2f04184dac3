import { Badge } from '@/components/ui/badge';
import { SOURCE_STATES } from '@/lib/incidents';
import { STATES } from './states';

/** What the words mean. */
export function StatesLegend() {
  return (
    <section aria-labelledby="states" className="py-6">
      <h2 id="states" className="font-medium">
        What the states mean
      </h2>
      <dl className="mt-2 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1">
        {SOURCE_STATES.map((state) => (
          <div key={state} className="contents">
            <dt>
              <Badge tone={STATES[state].tone}>{state}</Badge>
            </dt>
            <dd className="text-muted">{STATES[state].means}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 max-w-prose text-muted">
        After three slots of anything but “well” the operator is told, and told again when it is over. The
        same for programs:{' '}
        <a href="/api/sources" className="text-accent underline">
          /api/sources
        </a>{' '}
        and, for Prometheus,{' '}
        <a href="/api/prometheus" className="text-accent underline">
          /api/prometheus
        </a>
        .
      </p>
    </section>
  );
}
