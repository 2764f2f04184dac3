import type { Deps } from './deps';
import { type Purpose, readToken } from './links';
import { findOwner, type Status } from './row';

export type Peeked =
  | { state: 'valid'; purpose: Purpose; email: string; status: Status }
  | { state: 'expired' | 'unknown' };

const PURPOSES: readonly Purpose[] = ['confirm', 'manage', 'mute', 'remove', 'unsubscribe'];

/** What a page says about its link; looking changes nothing. */
export async function peek(deps: Deps, token: string): Promise<Peeked> {
  const read = readToken(deps.secret, PURPOSES, token, deps.nowMs);
  if (read.state !== 'valid') return read;
  const row = await findOwner(deps.pool, read.owner);
  const purpose = PURPOSES.find((one) => token.startsWith(`${one}.`));
  if (row === null || purpose === undefined) return { state: 'expired' };
  return { state: 'valid', purpose, email: row.email, status: row.status };
}
