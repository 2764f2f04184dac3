import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { singleton } from '@/lib/platform/singleton';
import { PrismaClient } from './generated/client';
import { pool } from './pool';

/** What can be asked of Prisma, inside a transaction or outside. */
export type Prisma = PrismaClient;

/** The process's Prisma client, over the connections of `pool()`. */
export function prisma(): PrismaClient {
  return prismaOver(pool());
}

/** The Prisma client over these connections; one for each pool, since each listens to its pool for good. */
export function prismaOver(connections: Pool): PrismaClient {
  const clients = singleton('prisma', () => new WeakMap<Pool, PrismaClient>());
  const known = clients.get(connections);
  if (known !== undefined) return known;
  const client = new PrismaClient({ adapter: new PrismaPg(connections) });
  clients.set(connections, client);
  return client;
}
