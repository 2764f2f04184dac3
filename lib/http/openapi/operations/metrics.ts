import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { pictureFormatParameter } from '@/lib/http/format';
import { cachedAnswer, conditional, notModified } from '@/lib/http/openapi/answers';
import { metricPictures } from '@/lib/http/openapi/examples/metric-pictures';
import { metricReportExample } from '@/lib/http/openapi/examples/metric-report';
import { badRequest, fault, methodNotAllowed, notFound, unavailable } from '@/lib/http/openapi/problems';
import { metricCsv, metricQuery, metricReportSchema, pictureQuery } from '@/lib/queries';

const path = '/metrics';

export const metricsOperation: ZodOpenApiOperationObject = {
  operationId: 'getMetric',
  tags: ['Metrics'],
  summary: 'One metric of one market',
  description:
    'Latest value, baseline, ratio, ranks and graph. A graph of more than two days, or of a time whose ' +
    'observations are no longer kept, has a point each hour. As CSV the graph alone; as SVG or PNG a picture ' +
    'of it with its baseline, its alerts and what was not believed, times in UTC.',
  security: [],
  requestParams: {
    query: metricQuery.safeExtend({ format: pictureFormatParameter, ...pictureQuery.shape }),
    header: conditional,
  },
  responses: {
    200: cachedAnswer(
      'The metric as of the last closed collection.',
      { schema: metricReportSchema, example: metricReportExample },
      metricCsv(metricReportExample),
      metricPictures,
    ),
    304: notModified,
    400: badRequest(path, {
      'missing-parameter':
        'Parameter "metric" is missing: send the name of a metric, such as metric=price; ' +
        'GET /api/list-metrics lists them.',
      'malformed-parameter':
        'Parameter "range" is "99d": send range=24h, 7d, 30d or 90d, or from= and to= for another span.',
    }),
    404: notFound(path, {
      'unknown-metric':
        'There is no metric "prise". Did you mean price? GET /api/list-metrics lists every metric.',
      'unknown-dimension':
        'There is no dimension "kraken:BTC-USDD". Did you mean kraken:BTC-USD? ' +
        'GET /api/list-metrics lists every dimension.',
    }),
    405: methodNotAllowed(path),
    500: fault(path),
    503: unavailable(path),
  },
};
