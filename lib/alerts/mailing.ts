import type { AlertLinks, ComposeAlertMail } from './alert-mail';

/** Who gets a mail. */
export interface Recipient {
  id: number;
  email: string;
  /** Part of every link: a change ends all of them. */
  version: number;
  timeZone: string | null;
}

type Composed = Awaited<ReturnType<ComposeAlertMail>>;

/** How mails are written and addressed. Whoever wires it brings it, since templates and links are above this part. */
export interface Mailing {
  compose: ComposeAlertMail;
  links: AlertLinks;
  /** Makes a composed mail one subscriber's own. */
  address(
    mail: Composed,
    to: Recipient,
    nowMs: number,
  ): Composed & { to: string; headers: Record<string, string> };
}
