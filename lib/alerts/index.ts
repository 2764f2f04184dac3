export type { AlertEntry, AlertLinks, AlertMail, AlertSeries, ComposeAlertMail } from './alert-mail';
export type { Mailing } from './mailing';
export { type AlertDeps, raiseAlerts } from './raise-alerts';
