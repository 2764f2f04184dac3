import { readableAddress } from '@/lib/model/email-address';
import { type Purpose, readBlockToken, readToken } from '@/lib/outbox';
import type { Deps } from './deps';
import { findOwner, type Status } from './row';
import { requestOf, type SignUpRequest } from './sign-ups';

/** What a link is for. `signUp`: what a `confirm` link would add; null where that is gone. */
export type Peeked =
  | { state: 'valid'; purpose: Purpose; email: string; status: Status; signUp: SignUpRequest | null }
  | { state: 'valid'; purpose: 'block' }
  | { state: 'expired' | 'unknown' };

const PURPOSES: readonly Purpose[] = ['confirm', 'manage', 'mute', 'remove', 'unsubscribe'];

/** What a page says about its link; looking changes nothing. */
export async function peek(deps: Deps, token: string): Promise<Peeked> {
  const block = readBlockToken(deps.secret, token, deps.nowMs);
  if (block.state === 'valid') return { state: 'valid', purpose: 'block' };
  if (block.state === 'expired') return block;
  const read = readToken(deps.secret, PURPOSES, token, deps.nowMs);
  if (read.state !== 'valid') return read;
  const row = await findOwner(deps.pool, read.owner);
  const purpose = PURPOSES.find((one) => token.startsWith(`${one}.`));
  if (row === null || purpose === undefined) return { state: 'expired' };
  const { status } = row;
  const email = readableAddress(row.email);
  const signUp = purpose === 'confirm' ? await requestOf(deps.pool, row, read.owner) : null;
  return { state: 'valid', purpose, email, status, signUp };
}
