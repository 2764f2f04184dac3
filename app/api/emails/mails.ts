import { alreadySubscribed, confirmation, removal } from '@/components/emails';
import { type Mails, mailingDeps } from '@/lib/subscribers';

const MAILS: Mails = { confirmation, alreadySubscribed, removal };

/** What the verbs that send mail work with, in this process. */
export const withMails = () => mailingDeps(MAILS);
