export { type Lease, takeLease } from './lease';
export { pool } from './pool';
export { type Prisma, prisma, prismaOver } from './prisma';
export { withTransaction } from './transaction';
export { isDatabaseUnavailable } from './unavailable';
export { withoutIndexes } from './without-indexes';
