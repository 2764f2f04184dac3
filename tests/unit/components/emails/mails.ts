import type { AlertEntry, AlertLinks, AlertMail, AlertSeries } from '@/lib/alerts';
import { MINUTE_MS } from '@/lib/model/time';

export const AT_MS = Date.UTC(2026, 10, 24, 12, 5);

export const LINKS: AlertLinks = {
  appUrl: 'https://metrics.test',
  manageUrl: 'https://metrics.test/manage?token=ToManage',
  unsubscribeUrl: 'https://metrics.test/unsubscribe?token=ToUnsubscribe',
  muteUrl: (dimension, lasting) =>
    `https://metrics.test/mute?token=ToMute&dimension=${encodeURIComponent(dimension)}&for=${lasting}`,
};

export const PRICE: AlertSeries = {
  dimensionId: 1,
  dimension: 'kraken:SOL-USD',
  exchange: 'kraken',
  base: 'SOL',
  quote: 'USD',
  metric: 'price',
  label: 'Price',
  unit: 'quote currency',
  direction: 'above',
  threshold: 3,
  value: 584.2,
  mean: 142.37,
  ratio: 4.1034,
  peakRatio: 4.1034,
  sinceMs: AT_MS,
  untilMs: null,
  singleVenue: false,
  venues: { agreeing: 3, listing: 3 },
};

/** The same price on four venues, and the volume on one. */
export const SOL: AlertEntry = {
  base: 'SOL',
  event: 'begin',
  series: [
    PRICE,
    ...['okx', 'binance', 'gate'].map((exchange, n) => ({
      ...PRICE,
      dimensionId: 2 + n,
      dimension: `${exchange}:SOL-USDT`,
      exchange,
      quote: 'USDT',
      ratio: 4.09 - n / 100,
    })),
  ],
};

export const PEPE: AlertEntry = {
  base: 'PEPE',
  event: 'begin',
  series: [
    {
      ...PRICE,
      dimensionId: 9,
      dimension: 'gate:PEPE-USDT',
      exchange: 'gate',
      base: 'PEPE',
      quote: 'USDT',
      metric: 'volume',
      label: 'Volume, 24 h',
      unit: 'base currency',
      value: 6_612_000_000,
      mean: 2_001_000_000,
      ratio: 3.304,
      peakRatio: 3.304,
      singleVenue: true,
      venues: { agreeing: 0, listing: 0 },
    },
  ],
};

export const OVER: AlertEntry = {
  base: 'SOL',
  event: 'over',
  series: [
    {
      ...PRICE,
      value: 171.2,
      mean: 142.9,
      ratio: 1.198,
      peakRatio: 5.21,
      sinceMs: AT_MS - 140 * MINUTE_MS,
      untilMs: AT_MS,
    },
  ],
};

export const mail = (entries: AlertEntry[], also: Partial<AlertMail> = {}): AlertMail => ({
  kind: 'alert',
  atMs: AT_MS,
  entries,
  more: 0,
  timeZone: 'Europe/Berlin',
  ...also,
});
