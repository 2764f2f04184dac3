import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { alertsOperation } from './operations/alerts';
import { collectOperation, deliverOperation, maintainOperation, watchOperation } from './operations/cron';
import {
  confirmOperation,
  getWatchesOperation,
  putWatchesOperation,
  removeByLinkOperation,
  unsubscribeOperation,
} from './operations/email-links';
import { listAddressesOperation, removeAddressOperation, signUpOperation } from './operations/emails';
import { healthOperation } from './operations/health';
import { listMetricsOperation } from './operations/list-metrics';
import { metricsOperation } from './operations/metrics';
import { getMutesOperation, muteOperation } from './operations/mutes';
import { openApiOperation } from './operations/openapi';
import { previewOperation } from './operations/preview';
import { prometheusOperation } from './operations/prometheus';
import { rankingsOperation } from './operations/rankings';
import { sourcesOperation } from './operations/sources';
import { sparksOperation } from './operations/sparks';
import { statusOperation } from './operations/status';
import { resendWebhookOperation } from './operations/webhooks';

/** Every route of the API, below `/api`. */
export const paths: ZodOpenApiPathsObject = {
  '/list-metrics': { get: listMetricsOperation },
  '/metrics': { get: metricsOperation },
  '/rankings': { get: rankingsOperation },
  '/alerts': { get: alertsOperation },
  '/sparks': { get: sparksOperation },
  '/sources': { get: sourcesOperation },
  '/status': { get: statusOperation },
  '/health': { get: healthOperation },
  '/prometheus': { get: prometheusOperation },
  '/openapi.json': { get: openApiOperation },
  '/webhooks/resend': { post: resendWebhookOperation },
  '/emails': { get: listAddressesOperation, post: signUpOperation, delete: removeAddressOperation },
  '/emails/confirm': { post: confirmOperation },
  '/emails/unsubscribe': { post: unsubscribeOperation },
  '/emails/watches': { get: getWatchesOperation, put: putWatchesOperation },
  '/emails/mutes': { get: getMutesOperation, post: muteOperation },
  '/watches/preview': { post: previewOperation },
  '/emails/remove': { post: removeByLinkOperation },
  '/cron/collect': { get: collectOperation },
  '/cron/deliver': { get: deliverOperation },
  '/cron/maintain': { get: maintainOperation },
  '/cron/watch': { get: watchOperation },
};
