import { HttpProblem } from '@/lib/http';
import type { Deps } from './deps';
import { type LinkOwner, type Purpose, readToken } from './links';

const SAY = 'use the link of the newest mail, or sign up again by POST /api/emails.';

/** Whose link it is. Throws HttpProblem `not-found` for a token that is none of ours, `gone` for one that expired. */
export function openLink(deps: Deps, purposes: Purpose | readonly Purpose[], token: string): LinkOwner {
  const read = readToken(deps.secret, purposes, token, deps.nowMs);
  if (read.state === 'valid') return read.owner;
  if (read.state === 'expired') throw new HttpProblem('gone', `This link has expired: ${SAY}`);
  throw new HttpProblem('not-found', `There is no such link: ${SAY}`);
}

/** What a link of somebody who is gone, or who ended all links, answers. */
export function linkEnded(): HttpProblem {
  return new HttpProblem('gone', `This link has been ended: ${SAY}`);
}
