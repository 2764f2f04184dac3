export { alertMailing } from './alert-mailing';
export { ASKED, askedSchema } from './asked';
export { confirm, confirmedSchema } from './confirm';
export { DEFAULT_WATCH } from './default-watch';
export { type Composed, type Deps, type Mails, mailingDeps, type SignUpProps, subscriberDeps } from './deps';
export { limitPreviews, limitRequests } from './limits';
export {
  listSubscribers,
  type SubscriberList,
  subscriberListSchema,
  subscriberQuery,
} from './list';
export { getMutes, type Mute, type Mutes, muteSchema, mutesSchema, setMute } from './mutes';
export { oneClickSchema, tokenQuery, tokenSchema } from './parameters';
export { type Peeked, peek } from './peek';
export { type PreviewedWatches, preview, previewedSchema, previewSchema } from './preview';
export { MAX_EMAILS_A_DAY } from './recipient-limit';
export { askRemoval, removalSchema, removeByLink, removedSchema, removeNow } from './remove';
export { removeUnconfirmed } from './remove-unconfirmed';
export { respellAddresses } from './respell';
export type { SignUpRequest } from './sign-ups';
export { signUpSchema, subscribe } from './subscribe';
export { unsubscribe, unsubscribedSchema } from './unsubscribe';

export { MAX_THRESHOLD, MAX_WATCHES, MIN_THRESHOLD, type Watch } from './watch';
export { getWatches, type Managed, managedSchema, putWatches, watchListSchema } from './watches';
