import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the holder of a link may do, and for how long it holds, ms. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
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
}

export type ReadToken = { state: 'valid'; owner: LinkOwner } | { state: 'expired' } | { state: 'unknown' };

/**
 * What links are signed by, under the mark before their MAC. A link lives for a year: to change the algorithm, add one
 * with a mark of its own and let `SIGNS` name it; links in old mails go on until they expire.
 */
const HASHES = { '': 'sha256', '~': 'sha512-256' } as const;
export type Mark = keyof typeof HASHES;
const SIGNS: Mark = '';

/** `purpose.id.version.expiry.mac`: the expiry in seconds since the epoch, the MAC in base64url, after its mark. */
const FORM = /^([a-z]+)\.([1-9]\d{0,9})\.([1-9]\d{0,9})\.(\d{10})\.(~?)([\w-]{43})$/;

/** The token of a link, good from `nowMs` on for as long as its purpose allows. */
export function createToken(
  secret: string,
  purpose: Purpose,
  owner: LinkOwner,
  nowMs: number,
  mark: Mark = SIGNS,
): string {
  const expiresAt = Math.floor((nowMs + LIFE_MS[purpose]) / 1000);
  const said = `${purpose}.${owner.id}.${owner.version}.${expiresAt}`;
  return `${said}.${mark}${macOf(secret, said, mark)}`;
}

/** Whose a token is: `unknown` if it was not made here for one of these purposes. Compared in constant time. */
export function readToken(
  secret: string,
  purposes: Purpose | readonly Purpose[],
  token: string,
  nowMs: number,
): ReadToken {
  const [, purpose = '', id, version, expiresAt, mark, mac = ''] = FORM.exec(token) ?? [];
  const said = `${purpose}.${id}.${version}.${expiresAt}`;
  const isOurs = isSame(mac, macOf(secret, said, mark === '~' ? mark : ''));
  if (!isOurs || ![purposes].flat().some((one) => one === purpose)) return { state: 'unknown' };
  if (Number(expiresAt) * 1000 <= nowMs) return { state: 'expired' };
  return { state: 'valid', owner: { id: Number(id), version: Number(version) } };
}

function macOf(secret: string, said: string, mark: Mark): string {
  return createHmac(HASHES[mark], secret).update(`link:${said}`).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
