/** What the old design asks at each request: the points of one series over a day ($2, $3). */
export const GRAPH_SQL = `
  SELECT o.at, o.values[1] AS value FROM observation o JOIN dimension d ON d.id = o.dimension_id
  WHERE d.name = $1 AND o.at >= $2 AND o.at <= $3 AND o.values[1] IS NOT NULL ORDER BY o.at`;

/** And its rank: the deviations of all series of the metric, from their raw values, to find one. */
export const RANK_SQL = `
  SELECT r.mean, r.stddev, r.rank::int FROM (
    SELECT dimension_id, avg(values[1]) AS mean, stddev_samp(values[1]) AS stddev,
           rank() OVER (ORDER BY stddev_samp(values[1]) DESC) AS rank
    FROM observation WHERE at >= $2 AND at < $3 GROUP BY dimension_id
  ) r JOIN dimension d ON d.id = r.dimension_id WHERE d.name = $1`;
