import type { MarketView } from './market-read';

/** The same data for programs. `origin` is where people reach this server. */
export function UseIt({ view: { dimension, metric }, origin }: { view: MarketView; origin: string }) {
  const name = encodeURIComponent(dimension.name).replaceAll('%3A', ':');
  const path = `/api/metrics?metric=${encodeURIComponent(metric.name)}&dimension=${name}`;
  const link = 'target text-accent hover:underline';
  return (
    <section aria-labelledby="use" className="border-t border-hairline py-4">
      <h2 id="use" className="font-medium">
        Use it
      </h2>
      <p className="flex gap-x-5">
        <a href={path} className={link}>
          JSON
        </a>
        <a href={`${path}&format=csv`} className={link}>
          CSV
        </a>
      </p>
      <code className="mt-1 font-mono block rounded-md border border-hairline bg-raised px-3 py-2 text-xs break-all">
        curl -s &apos;{origin}
        {path}&apos;
      </code>
    </section>
  );
}
