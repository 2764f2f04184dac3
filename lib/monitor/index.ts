export { getHealth } from './get-health';
export { getStatus, type Status } from './get-status';
export { type Health, healthSchema } from './health';
export { type Maintained, maintain, maintainedSchema } from './maintain';
