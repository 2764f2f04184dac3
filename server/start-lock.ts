/** Held by the one process that generates or builds in this folder. */
export const START_LOCK = '.start.lock';
