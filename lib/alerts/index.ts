export type { AlertEntry, AlertLinks, AlertMail, AlertSeries, ComposeAlertMail } from './alert-mail';
