import { PrismaPg } from '@prisma/adapter-pg';
import { singleton } from '@/lib/singleton';
import { PrismaClient } from './generated/client';
import { pool } from './pool';

/** The process's Prisma client, over the connections of `pool()`. */
export function prisma(): PrismaClient {
  return singleton('prisma', () => new PrismaClient({ adapter: new PrismaPg(pool()) }));
}
