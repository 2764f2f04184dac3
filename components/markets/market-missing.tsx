import { Link } from '@/components/ui/link';
import { marketPath } from '@/lib/format/market-name';
import type { HttpProblem } from '@/lib/http';

/** The names that a problem's detail suggests: `Did you mean kraken:BTC-USD, okx:BTC-USDT?` */
export function suggestionsIn({ detail }: Pick<HttpProblem, 'detail'>): string[] {
  const [, names] = /Did you mean (.+)\?( |$)/.exec(detail) ?? [];
  return names?.split(', ') ?? [];
}

/** An unknown market, and the nearest names that are known. */
export function MarketMissing({ name, problem }: { name: string; problem: HttpProblem }) {
  const near = suggestionsIn(problem);
  return (
    <div className="page py-10">
      <h1 className="text-xl font-semibold tracking-tight">No such market</h1>
      <p className="mt-2 max-w-prose break-words text-muted">
        No exchange lists “{name}”. A market is named by its exchange and its pair, such as kraken:BTC-USD.
      </p>
      {near.length > 0 && (
        <>
          <h2 className="mt-6 font-medium">Did you mean</h2>
          <ul className="mt-1">
            {near.map((dimension) => (
              <li key={dimension}>
                <Link href={marketPath(dimension)} className="target text-accent hover:underline">
                  {dimension}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-4">
        <Link href="/" className="target text-accent hover:underline">
          All markets
        </Link>
      </p>
    </div>
  );
}
