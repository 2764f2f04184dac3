export { type Maintained, maintain, maintainedSchema } from './maintain';
