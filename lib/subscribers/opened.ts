import { HttpProblem } from '@/lib/http';
import { type LinkOwner, type Purpose, readBlockToken, readToken } from '@/lib/outbox';
import type { Deps } from './deps';

const SAY = 'use the link of the newest mail, or sign up again by POST /api/emails.';

/** Whose link it is. Throws HttpProblem `not-found` for a token that is none of ours, `gone` for one that expired. */
export function openLink(deps: Deps, purposes: Purpose | readonly Purpose[], token: string): LinkOwner {
  const read = readToken(deps.secret, purposes, token, deps.nowMs);
  if (read.state === 'valid') return read.owner;
  if (read.state === 'expired') throw new HttpProblem('gone', `This link has expired: ${SAY}`);
  throw new HttpProblem('not-found', `There is no such link: ${SAY}`);
}

/** Returns the mailbox that a link blocks; null for a link of another kind. Throws HttpProblem `gone` if it expired. */
export function openBlockLink(deps: Deps, token: string): string | null {
  const read = readBlockToken(deps.secret, token, deps.nowMs);
  if (read.state === 'expired') throw new HttpProblem('gone', `This link has expired: ${SAY}`);
  return read.state === 'valid' ? read.recipient : null;
}

/** What a link of somebody who is gone, or who ended all links, answers. */
export function linkEnded(): HttpProblem {
  return new HttpProblem('gone', `This link has been ended: ${SAY}`);
}
