/** What Node says when nobody answers at the address. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * What Postgres says: connection exception (08), operator intervention (57P), out of disk, memory or connections (53),
 * one that may only be read (25006, a standby), wrong password (28), no such database (3D000), and no such table
 * (42P01), which means not migrated yet.
 */
const POSTGRES = /^(08...|57P0[1-5]|53...|25006|28...|3D000|42P01)$/;

/** Prisma's own names for the same. */
const PRISMA = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1011',
  'P1017',
  'P2021',
  'P2024',
  'P2028',
]);

/** The same in the words of Prisma's driver adapters, which raw queries pass on. */
const ADAPTER = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TableDoesNotExist',
  'TlsConnectionError',
  'TooManyConnections',
]);

/**
 * pg gives no code when a connection breaks, cannot be had in time, or does not answer. A standby that a transaction asks
 * to write says so under a code that means anything (0A000).
 */
const MESSAGE =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|connection error and is not queryable|Cannot use a pool after calling end|read-write mode during recovery/;

/** True if the error (or what caused it) says that the database cannot be used now; a later try may do. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { message, code, syscall, kind, cause, errors, meta } = fields(error);
  if (typeof message === 'string' && MESSAGE.test(message)) return true;
  if (typeof code === 'string' && (NETWORK.has(code) || POSTGRES.test(code) || PRISMA.has(code))) return true;
  if (code === 'ENOENT' && syscall === 'connect') return true;
  if (typeof kind === 'string' && ADAPTER.has(kind)) return true;
  if (Array.isArray(errors) && errors.some(isDatabaseUnavailable)) return true;
  return isDatabaseUnavailable(cause) || isDatabaseUnavailable(fields(meta).driverAdapterError);
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
