import { metricApiPath } from './market-paths';
import type { MarketView } from './market-read';

const FORMATS = [
  { name: 'JSON', format: undefined },
  { name: 'CSV', format: 'csv' },
  { name: 'SVG', format: 'svg' },
  { name: 'PNG', format: 'png' },
];

/** The same data for programs, of exactly the span that is shown. `origin` is where people reach this server. */
export function UseIt({
  view: { dimension, compared, state },
  origin,
}: {
  view: MarketView;
  origin: string;
}) {
  const names = [dimension.name, ...compared.map((other) => other.dimension.name)];
  return (
    <section aria-labelledby="use" className="border-t border-hairline py-4">
      <h2 id="use" className="font-medium">
        Use it
      </h2>
      <p className="flex gap-x-5">
        {FORMATS.map(({ name, format }) => (
          <a
            key={name}
            href={metricApiPath(dimension.name, state, format)}
            className="target text-accent hover:underline"
          >
            {name}
          </a>
        ))}
      </p>
      <code className="mt-1 block rounded-md border border-hairline bg-raised px-3 py-2 font-mono text-xs break-all">
        {names.map((name) => (
          <span key={name} className="block">
            curl -s &apos;{origin}
            {metricApiPath(name, state)}&apos;
          </span>
        ))}
      </code>
    </section>
  );
}
