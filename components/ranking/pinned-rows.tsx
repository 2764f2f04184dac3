'use client';

import { PinButton } from './pin-button';
import { RankingRow, type RowLook } from './ranking-row';
import { sparkOf } from './spark-store';
import type { PinnedMarket } from './use-pinned-rows';

interface Props {
  markets: readonly PinnedMarket[];
  look: RowLook;
  isHydrated: boolean;
}

/** The pinned markets above the ranking; until the browser has told which, only the room for them. */
export function PinnedRows({ markets, look, isHydrated }: Props) {
  if (!isHydrated) {
    return (
      <tbody>
        <tr className="gap pinned-room">
          <td />
        </tr>
      </tbody>
    );
  }
  return (
    <tbody className="pinned">
      {markets.map(({ name, row }) =>
        row === undefined ? (
          <tr key={name}>
            <td>
              <PinButton dimension={name} label={name} />
            </td>
            <th scope="row" className="truncate text-left font-normal text-muted">
              {name}
            </th>
          </tr>
        ) : (
          <RankingRow key={name} row={row} look={look} spark={sparkOf(look.metric, name)} />
        ),
      )}
    </tbody>
  );
}
