import { alreadySubscribed, confirmation, removal } from '@/lib/outbox/messages';
import { type Mails, mailingDeps } from '@/lib/subscribers';

const MAILS: Mails = { confirmation, alreadySubscribed, removal };

/** What the verbs that send mail work with, in this process. */
export const withMails = () => mailingDeps(MAILS);
