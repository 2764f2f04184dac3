import type { AlertDeps } from '@/lib/alerts';
// Not by the index: what a process loads before it works is what a round waits for.
import { alertMailing } from '@/lib/subscribers/alert-mailing';

/** Alerts whose mails say in their subject what is told, and nothing else. */
export const PLAIN_ALERTS: AlertDeps = {
  limits: { threshold: 3, minTurnover: 50_000 },
  mailing: alertMailing(
    { secret: 'a-secret-of-this-test', appUrl: 'https://metrics.test' },
    async (mail, links) => {
      const subject = mail.entries.map(({ base, event }) => `${base} ${event}`).join(', ');
      return { subject, html: `<a href="${links.manageUrl}">${subject}</a>`, text: links.unsubscribeUrl };
    },
  ),
};
