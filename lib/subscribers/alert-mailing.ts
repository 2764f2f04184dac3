import type { ComposeAlertMail, Mailing } from '@/lib/alerts';
import { createToken, muteUrl, unsubscribeHeaders } from '@/lib/outbox';
import type { Deps } from './deps';

/** What stands in a mail's links until it is somebody's. Letters alone, which no encoding changes. */
const PLACEHOLDERS = {
  manage: 'TheTokenToManageThatIsPutInLater',
  mute: 'TheTokenToMuteThatIsPutInLater',
  unsubscribe: 'TheTokenToUnsubscribeThatIsPutInLater',
} as const;
const PURPOSES = ['manage', 'mute', 'unsubscribe'] as const;

/** How mails about alerts are written and addressed: composed once a content, with links that become each reader's. */
export function alertMailing(
  { secret, appUrl }: Pick<Deps, 'secret' | 'appUrl'>,
  compose: ComposeAlertMail,
): Mailing {
  return {
    compose,
    links: {
      appUrl,
      manageUrl: `${appUrl}/manage?token=${PLACEHOLDERS.manage}`,
      unsubscribeUrl: `${appUrl}/unsubscribe?token=${PLACEHOLDERS.unsubscribe}`,
      muteUrl: (dimension, lasting) => muteUrl(appUrl, PLACEHOLDERS.mute, dimension, lasting),
    },
    address({ subject, html, text }, to, nowMs) {
      const tokens = PURPOSES.map((purpose) => ({
        placeholder: PLACEHOLDERS[purpose],
        token: createToken(secret, purpose, to, nowMs),
      }));
      const fill = (said: string) =>
        tokens.reduce((filled, { placeholder, token }) => filled.replaceAll(placeholder, token), said);
      return {
        to: to.email,
        subject,
        html: fill(html),
        text: fill(text),
        headers: unsubscribeHeaders({ secret, appUrl, nowMs }, to),
      };
    },
  };
}
