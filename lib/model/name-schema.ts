import { z } from 'zod';
import { isVisible, MAX_NAME_LENGTH } from './market-name';

const MAX_METRIC_LENGTH = 40;

/**
 * The name of a metric, in any case. `say` tells what to send instead. Whether there is one of this name is for
 * `lib/queries/names` to say.
 */
export const metricText = (say: string) =>
  z.string(say).refine(isVisible, say).trim().min(1, say).max(MAX_METRIC_LENGTH, say);

/**
 * The name of a market, or what people call several (`BTC`, `*:BTC-*`). `say` tells what to send instead. What it names
 * is for `lib/queries/names` to say.
 */
export const marketText = (say: string) =>
  z.string(say).refine(isVisible, say).trim().min(1, say).max(MAX_NAME_LENGTH, say);
