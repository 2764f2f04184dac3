import { createBlockToken, createToken, type LinkOwner } from './links';

/** What a link is signed by, the origin that it leads to, and since when it is valid, ms UTC. */
interface Signing {
  secret: string;
  appUrl: string;
  nowMs: number;
}

export function confirmUrl(deps: Signing, owner: LinkOwner): string {
  return `${deps.appUrl}/confirm?token=${createToken(deps.secret, 'confirm', owner, deps.nowMs)}`;
}

export function manageUrl(deps: Signing, owner: LinkOwner): string {
  return `${deps.appUrl}/manage?token=${createToken(deps.secret, 'manage', owner, deps.nowMs)}`;
}

/** May mute anything for its owner, and nothing else. */
export function muteToken(deps: Pick<Signing, 'secret' | 'nowMs'>, owner: LinkOwner): string {
  return createToken(deps.secret, 'mute', owner, deps.nowMs);
}

/** The page on which one button mutes a market, or a base (`*:BTC-*`), for a day or for ever. */
export function muteUrl(appUrl: string, token: string, dimension: string, lasting: 'day' | 'ever'): string {
  return `${appUrl}/mute?token=${token}&dimension=${encodeURIComponent(dimension)}&for=${lasting}`;
}

/** Where one button deletes the address. */
export function removeUrl(deps: Signing, owner: LinkOwner): string {
  return `${deps.appUrl}/unsubscribe?token=${createToken(deps.secret, 'remove', owner, deps.nowMs)}`;
}

/** The page on which one button ends the mails; for the body of a mail. */
export function unsubscribeUrl(deps: Signing, owner: LinkOwner): string {
  return `${deps.appUrl}/unsubscribe?token=${createToken(deps.secret, 'unsubscribe', owner, deps.nowMs)}`;
}

/** The page on which one button stops emails that anybody can cause; `recipient` is the key of a mailbox. */
export function blockUrl(deps: Signing, recipient: string): string {
  return `${deps.appUrl}/unsubscribe?token=${createBlockToken(deps.secret, recipient, deps.nowMs)}`;
}

/** The headers by which email programs offer to unsubscribe an address. */
export function unsubscribeHeaders(deps: Signing, owner: LinkOwner): Record<string, string> {
  return oneClickHeaders(deps.appUrl, createToken(deps.secret, 'unsubscribe', owner, deps.nowMs));
}

/** The same to stop emails that anybody can cause. */
export function blockHeaders(deps: Signing, recipient: string): Record<string, string> {
  return oneClickHeaders(deps.appUrl, createBlockToken(deps.secret, recipient, deps.nowMs));
}

/** RFC 8058: email programs offer a button of their own, which posts to this address. */
function oneClickHeaders(appUrl: string, token: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${appUrl}/api/emails/unsubscribe?token=${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
