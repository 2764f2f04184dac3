export { composeAlertMail } from './alert/alert-mail';
export { alreadySubscribed } from './already-subscribed';
export { confirmation } from './confirmation';
export { operatorNotice } from './operator-notice';
export { removal } from './removal';
export { testEmail } from './test-email';
