export { type Lease, takeLease } from './lease';
export { pool } from './pool';
export { prisma } from './prisma';
export { withTransaction } from './transaction';
export { isDatabaseUnavailable } from './unavailable';
