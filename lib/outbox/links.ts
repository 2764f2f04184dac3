import { createHmac, timingSafeEqual } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '@/lib/model/time';

/** What the holder of a link may do, and for how long it holds, ms. */
const LIFE_MS = {
  confirm: 48 * HOUR_MS,
  manage: 90 * DAY_MS,
  mute: 90 * DAY_MS,
  remove: 48 * HOUR_MS,
  // Somebody may end it from a mail that is a year old.
  unsubscribe: 400 * DAY_MS,
} as const;

export type Purpose = keyof typeof LIFE_MS;

/** Whose link it is; ended when the subscriber's version changes. */
export interface LinkOwner {
  id: number;
  version: number;
  /** The one request to sign up that a `confirm` link is for; links made before requests had ids have none. */
  signUp?: number;
}

export type ReadToken = { state: 'valid'; owner: LinkOwner } | { state: 'expired' } | { state: 'unknown' };

/**
 * What links are signed by, under the mark before their MAC. A link lives for a year: to change the algorithm, add one
 * with a mark of its own and let `SIGNS` name it; links in old mails go on until they expire.
 */
const HASHES = { '': 'sha256', '~': 'sha512-256' } as const;
export type Mark = keyof typeof HASHES;
const SIGNS: Mark = '';

/**
 * `purpose.id.version.expiry.mac`, with the sign-up before the expiry where it is for one: the expiry in seconds since
 * the epoch, the MAC in base64url, after its mark.
 */
const FORM = /^([a-z]+)\.([1-9]\d{0,9})\.([1-9]\d{0,9})(?:\.([1-9]\d{0,9}))?\.(\d{10})\.(~?)([\w-]{43})$/;

/** The token of a link, good from `nowMs` on for as long as its purpose allows. */
export function createToken(
  secret: string,
  purpose: Purpose,
  owner: LinkOwner,
  nowMs: number,
  mark: Mark = SIGNS,
): string {
  const expiresAt = Math.floor((nowMs + LIFE_MS[purpose]) / 1000);
  const { id, version, signUp } = owner;
  const signed = [purpose, id, version, ...(signUp === undefined ? [] : [signUp]), expiresAt].join('.');
  return `${signed}.${mark}${macOf(secret, signed, mark)}`;
}

/** Whose a token is: `unknown` if it was not made here for one of these purposes. Compared in constant time. */
export function readToken(
  secret: string,
  purposes: Purpose | readonly Purpose[],
  token: string,
  nowMs: number,
): ReadToken {
  const [, purpose = '', id, version, signUp, expiresAt, mark, mac = ''] = FORM.exec(token) ?? [];
  const signed = token.slice(0, token.lastIndexOf('.'));
  const isOurs = isSame(mac, macOf(secret, signed, mark === '~' ? mark : ''));
  if (!isOurs || ![purposes].flat().some((one) => one === purpose)) return { state: 'unknown' };
  if (Number(expiresAt) * 1000 <= nowMs) return { state: 'expired' };
  const owner = { id: Number(id), version: Number(version) };
  return { state: 'valid', owner: signUp === undefined ? owner : { ...owner, signUp: Number(signUp) } };
}

const BLOCK_LIFE_MS = 400 * DAY_MS;
const BLOCK_FORM = /^block\.([\w-]{43})\.(\d{10})\.([\w-]{43})$/;

/** The token with which a mailbox stops emails that anybody can cause; `recipient` is its key, no address. */
export function createBlockToken(secret: string, recipient: string, nowMs: number): string {
  const signed = `block.${recipient}.${Math.floor((nowMs + BLOCK_LIFE_MS) / 1000)}`;
  return `${signed}.${macOf(secret, signed, '')}`;
}

/** Returns the key of the mailbox that a block token was made for. Compared in constant time. */
export function readBlockToken(
  secret: string,
  token: string,
  nowMs: number,
): { state: 'valid'; recipient: string } | { state: 'expired' | 'unknown' } {
  const [, recipient = '', expiresAt, mac = ''] = BLOCK_FORM.exec(token) ?? [];
  if (!isSame(mac, macOf(secret, `block.${recipient}.${expiresAt}`, ''))) return { state: 'unknown' };
  return Number(expiresAt) * 1000 <= nowMs ? { state: 'expired' } : { state: 'valid', recipient };
}

function macOf(secret: string, said: string, mark: Mark): string {
  return createHmac(HASHES[mark], secret).update(`link:${said}`).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
