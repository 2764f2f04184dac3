import { dimensionName, marketNameFault, parseDimensionName, visibleText } from '@/lib/market-name';
import type { MarketName } from '@/lib/series';

/** The market that a name means, or what is wrong with the name. `isStored`: whether there is a market of this name. */
export function readName(name: string, isStored: (name: string) => boolean): MarketName | string {
  const parts = parseDimensionName(name);
  if (parts === null) {
    return `"${shortened(name)}" is no dimension: write exchange, colon, base, dash, quote, such as kraken:BTC-USD`;
  }
  const { exchange, base, quote } = parts;
  const fault = marketNameFault(name);
  if (fault !== null) return `"${shortened(name)}" is no dimension: ${fault}, write one as in kraken:BTC-USD`;
  // Some codes have small letters (TSLAx), but a whole pair only where an exchange lists it so.
  const pair = base + quote;
  if (
    !isStored(dimensionName(exchange, base, quote)) &&
    pair === pair.toLowerCase() &&
    pair !== pair.toUpperCase()
  ) {
    return `"${shortened(name)}" is in small letters: write ${dimensionName(exchange, base.toUpperCase(), quote.toUpperCase())}`;
  }
  return { name: dimensionName(exchange, base, quote), exchange, base, quote };
}

function shortened(text: string): string {
  return visibleText(text, 60);
}
