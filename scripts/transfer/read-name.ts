import { dimensionName, marketNameFault, parseDimensionName, visibleText } from '@/lib/model/market-name';
import type { MarketName } from '@/lib/series';

const SMALL = /^[a-z0-9]+$/;

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
  const isSmall = SMALL.test(base) && SMALL.test(quote) && /[a-z]/.test(base + quote);
  if (isSmall && !isStored(dimensionName(exchange, base, quote))) {
    return `"${shortened(name)}" is in small letters: write ${dimensionName(exchange, base.toUpperCase(), quote.toUpperCase())}`;
  }
  return { name: dimensionName(exchange, base, quote), exchange, base, quote };
}

function shortened(text: string): string {
  return visibleText(text, 60);
}
