import { cachedReply, DATA_FORMATS, formatOf, formatParameter, readQuery, readRoute } from '@/lib/http';
import { inSlices } from '@/lib/platform/slices';
import { getRanking, rankingCsvInPieces, rankingQuery } from '@/lib/queries';
import { seriesReader } from '@/lib/series';

const parameters = rankingQuery.safeExtend({ format: formatParameter });

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const { format: wanted, ...query } = readQuery(request, parameters);
  const format = formatOf(request, wanted, DATA_FORMATS);
  const { collection } = await seriesReader().snapshot();
  return cachedReply(request, {
    version: collection,
    query,
    format,
    fileName: `ranking ${query.metric}`,
    body: async () =>
      format === 'csv'
        ? inSlices(rankingCsvInPieces(await getRanking({ limit: Number.POSITIVE_INFINITY, ...query })))
        : JSON.stringify(await getRanking(query)),
  });
});
