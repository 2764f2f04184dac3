export { getHealth } from './get-health';
export { getStatus, type Status } from './get-status';
export { maintain } from './maintain';
