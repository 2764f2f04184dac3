export { type AlertReport, alertSchema } from './alert';
export type { AlertEntry, AlertLinks, AlertMail, AlertSeries, ComposeAlertMail } from './alert-mail';
export { alertsOfSeries } from './alerts-of-series';
export { type Closest, closestToUnusual } from './closest';
export type { Mailing } from './mailing';
export { type Previewed, previewWatches } from './preview';
export { type AlertDeps, raiseAlerts } from './raise-alerts';
export { type AlertConditions, readAlerts } from './read-alerts';
