export { afterCollection } from './after-collection';
export { type ClockTrouble, clearClockTrouble, noteClockTrouble, readClockTroubles } from './clock-trouble';
export { reportHeldAlerts } from './episodes/report-held-alerts';
export { type Rebase, reportRebases } from './episodes/report-rebase';
export { reportSetAside } from './episodes/report-set-aside';
export { isClockConfirmed } from './is-clock-confirmed';
export { aheadInWords, isAhead, isOverdue, overdueAfterMs } from './judge-overdue';
export { judgeSources } from './judge-sources';
export { keptByCollection } from './kept-by-collection';
export { postNotices, type WaitingNotice } from './notices/post-notices';
export { reportDeadMails } from './notices/report-dead-mails';
export { type RecentCollection, recentCollections } from './recent-collections';
export { type SourceHealth, sourceHealthSchema } from './source-health';
export {
  type RunState,
  runState,
  SOURCE_STATES,
  type SourceState,
  sourceReason,
  sourceState,
} from './source-state';
export { type Trouble, troubleOf } from './trouble';
export { type Watched, watch, watchedSchema } from './watch';
