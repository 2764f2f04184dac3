export { adviceFor } from './advice';
export { type Backlog, readBacklog } from './backlog';
export { type DeliverDeps, deliver } from './deliver';
export { deliverNow } from './deliver-now';
export { type Delivered, deliveredSchema } from './delivered';
export { enqueue } from './enqueue';
export { createToken, type LinkOwner, type Purpose, readBlockToken, readToken } from './links';
export { type FullMail, listMails, type MailHead, readMail } from './mailbox';
export { MessageError, type NewMessage } from './message';
export { sendTestMail } from './send-test-mail';
export type { DeadMessage, OnDead } from './settle';
export { endSilence, forgetAddress, isSilenced, silence, withdrawMails } from './silence';
export type { Outcome, Transport } from './transport';
export { transportOf } from './transports/transport-of';
export {
  blockHeaders,
  blockUrl,
  confirmUrl,
  manageUrl,
  muteUrl,
  removeUrl,
  unsubscribeHeaders,
  unsubscribeUrl,
} from './urls';
export { obeyWebhook, UnsignedError, type WebhookOutcome, webhookOutcomeSchema } from './webhook';
