import type { ClientBase } from 'pg';
import { visibleCode } from '@/lib/model/market-name';
import type { Dimension } from '@/lib/series';
import { isLeveraged } from './leveraged';

/** The known markets by their ids, and what watches and mutes call them. */
export interface Markets {
  of(dimensionId: number): Dimension;
  /** A leveraged token: only told of where a watch names it. */
  isLeveraged(dimension: Dimension): boolean;
}

export async function readMarkets(client: ClientBase): Promise<Markets> {
  const { rows } = await client.query<Dimension>('SELECT id, name, exchange, base, quote FROM dimension');
  return marketsOf(
    rows.map((row) => ({ ...row, base: visibleCode(row.base), quote: visibleCode(row.quote) })),
  );
}

export function marketsOf(dimensions: readonly Dimension[]): Markets {
  const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
  const bases = new Set(dimensions.map(({ base }) => base));
  return {
    of(id) {
      const dimension = byId.get(id);
      if (dimension === undefined) throw new Error(`there is no dimension ${id}`);
      return dimension;
    },
    isLeveraged: ({ base }) => isLeveraged(base, (code) => bases.has(code)),
  };
}
