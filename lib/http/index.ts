export { permitAdmin } from './admin';
export { type Form, isForm, readBody, readButton } from './body';

export { bodyText } from './body-text';
export { pageCacheControl } from './cache-policy';
export { cachedReply } from './cached-reply';
export { CLIENT_ADDRESS, clientAddress, clientOf, trustedProxies } from './client-address';
export { cronRoute } from './cron';
export {
  DATA_FORMATS,
  FEED_FORMATS,
  type Format,
  feedFormatParameter,
  formatOf,
  formatParameter,
  PICTURE_FORMATS,
  pictureFormatParameter,
} from './format';
export { canReadMailbox, cookieForLink } from './mailbox-access';
export { type FieldFault, HttpProblem, type ProblemCode } from './problem';
export { readQuery } from './query';
export { type Handler, readRoute, route, unknownRoute } from './route';
export { requireSameOrigin } from './same-origin';
export { seeOther } from './see-other';
export { unknownProxyWarning } from './unknown-proxy';
