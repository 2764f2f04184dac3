import { createHmac } from 'node:crypto';
import { HOUR_MS } from '@/lib/model/time';
import { countGuess, noteUse } from '@/lib/platform/rate-limits';
import { isSameSecret } from './secret-compare';

/** Under a prefix that the shared cache never answers (server/edge/shared-request.ts). */
export const MAILBOX_COOKIE = 'tracker-mailbox';

/** A link stays in a terminal and its log; the cookie in one browser. */
const LIFE_MS = { mailbox: 24 * HOUR_MS, reader: 30 * 24 * HOUR_MS } as const;
type Purpose = keyof typeof LIFE_MS;

/** `purpose.expiry.mac`: the expiry in seconds since the epoch, the MAC in base64url. */
const FORM = /^([a-z]+)\.(\d{10})\.([\w-]{43})$/;

/** Returns the address that opens the mailbox in a browser, for 24 h from `nowMs` on. */
export function mailboxUrl(appUrl: string, secret: string, nowMs: number): string {
  return `${appUrl}/mailbox?token=${createToken(secret, 'mailbox', nowMs)}`;
}

interface Settings {
  adminToken: string | undefined;
  /** Signs the link and the cookie; without it only the admin token opens the mailbox. */
  appSecret: string | undefined;
  appUrl: string;
}

/** Returns the `Set-Cookie` that lets a browser read on, in exchange for the token of a link; null for any other. */
export function cookieForLink(
  token: string,
  { appSecret, appUrl }: Omit<Settings, 'adminToken'>,
  nowMs: number,
): string | null {
  if (appSecret === undefined || !isToken(appSecret, 'mailbox', token, nowMs)) return null;
  const secure = appUrl.startsWith('https:') ? '; Secure' : '';
  const value = createToken(appSecret, 'reader', nowMs);
  // Only on the mailbox's own paths: all other pages stay the same for everybody.
  return `${MAILBOX_COOKIE}=${value}; Path=/mailbox; Max-Age=${LIFE_MS.reader / 1000}; HttpOnly; SameSite=Strict${secure}`;
}

/**
 * Returns whether a request may read the mailbox: it has the cookie of a link, or the admin token (as a bearer, or as
 * the password of the Basic scheme, which every browser asks for). Where it comes from and which host it names grant
 * nothing: a proxy on this machine speaks for anybody. Throws HttpProblem `too-many-requests` after too many wrong ones.
 */
export async function canReadMailbox(
  request: Request,
  { adminToken, appSecret }: Omit<Settings, 'appUrl'>,
  nowMs: number,
): Promise<boolean> {
  if (appSecret !== undefined && isToken(appSecret, 'reader', cookieOf(request), nowMs)) return true;
  const sent = adminTokenOf(request);
  if (sent === undefined) return false;
  if (adminToken !== undefined && isSameSecret(sent, adminToken)) {
    noteUse(request, 'ADMIN_TOKEN');
    return true;
  }
  await countGuess(request);
  return false;
}

function adminTokenOf(request: Request): string | undefined {
  const [scheme, given] = (request.headers.get('authorization') ?? '').split(' ');
  if (given === undefined) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return given;
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(given, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
}

function cookieOf(request: Request): string {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${MAILBOX_COOKIE}=`))?.slice(MAILBOX_COOKIE.length + 1) ?? '';
}

function createToken(secret: string, purpose: Purpose, nowMs: number): string {
  const signed = `${purpose}.${Math.floor((nowMs + LIFE_MS[purpose]) / 1000)}`;
  return `${signed}.${macOf(secret, signed)}`;
}

function isToken(secret: string, purpose: Purpose, token: string, nowMs: number): boolean {
  const [, given, expiresAt, mac = ''] = FORM.exec(token) ?? [];
  return (
    isSameSecret(mac, macOf(secret, `${purpose}.${expiresAt}`)) &&
    given === purpose &&
    Number(expiresAt) * 1000 > nowMs
  );
}

function macOf(secret: string, signed: string): string {
  return createHmac('sha256', secret).update(`mailbox:${signed}`).digest('base64url');
}
