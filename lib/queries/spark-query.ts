import { z } from 'zod';
import { dimensionNames, metricName } from './parameters';

/** What `GET /sparks` takes. */
export const sparkQuery = z.strictObject({
  metric: metricName,
  dimensions: dimensionNames.meta({
    description: 'The markets, their names with commas between them; 100 at most.',
    param: { example: 'kraken:BTC-USD,kraken:ETH-USD' },
  }),
});

export type SparkQuery = z.output<typeof sparkQuery>;
