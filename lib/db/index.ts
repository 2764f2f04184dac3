export { type Lease, LeaseLost, takeLease } from './lease';
export { type Applied, MigrationError, migrate } from './migrate';
export { pool } from './pool';
export { prisma } from './prisma';
export { withTransaction } from './transaction';
export { isDatabaseUnavailable } from './unavailable';
