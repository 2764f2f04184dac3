import type { ClientBase, Pool } from 'pg';
import { HttpProblem } from '@/lib/http';
import { enqueue, type NewMessage } from '@/lib/outbox';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import type { Watch } from './watch';

/** A mail ready to be addressed. */
export interface Composed {
  subject: string;
  html: string;
  text: string;
}

/** What the emails about a request to sign up say. */
export interface SignUpProps {
  email: string;
  /** What its link adds. */
  watches: readonly Watch[];
  /** Whether a metric or a market has this name: anybody may have typed others, and no email repeats those. */
  isKnown: (name: string) => boolean;
  timeZone: string | null;
  confirmUrl: string;
  /** Stops emails that anybody can cause. */
  blockUrl: string;
}

/** The mails of this part. Whoever wires it brings the templates, which are above it. */
export interface Mails {
  confirmation(props: SignUpProps): Promise<Composed>;
  alreadySubscribed(props: SignUpProps & { manageUrl: string; unsubscribeUrl: string }): Promise<Composed>;
  removal(props: { email: string; removeUrl: string; blockUrl: string }): Promise<Composed>;
}

/** What the verbs work with. */
export interface Deps {
  pool: Pool;
  /** Signs links and counts clients. */
  secret: string;
  /** Origin of the links. */
  appUrl: string;
  /** ms UTC. */
  nowMs: number;
}

export interface MailingDeps extends Deps {
  mails: Mails;
  /** Hands messages to the outbox, in the caller's transaction. */
  enqueue(client: ClientBase, messages: readonly NewMessage[], nowMs: number): Promise<void>;
}

/** This process's own. Throws HttpProblem `unavailable` where the links' secret is missing. */
export function subscriberDeps(): Deps {
  const { appSecret, appUrl } = env();
  if (appSecret === undefined) {
    throw new HttpProblem(
      'unavailable',
      'The setting APP_SECRET is missing, so no link can be signed or read here: its operator has to set it.',
    );
  }
  return { pool: pool(), secret: appSecret, appUrl, nowMs: Date.now() };
}

/** The same for the verbs that send mail. */
export function mailingDeps(mails: Mails): MailingDeps {
  return { ...subscriberDeps(), mails, enqueue };
}
