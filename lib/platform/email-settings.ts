import { BlockList, isIP } from 'node:net';

/** The settings that decide whether emails leave, and where their links lead. */
interface Given {
  resendApiKey: string | undefined;
  resendBaseUrl: string;
  mailFrom: string | undefined;
  /** Origin of all links, and whether the operator wrote it. */
  appUrl: string;
  isAppUrlSet: boolean;
}

/** Whether emails leave by Resend, and what the operator should change, in sentences. */
export interface EmailSettings {
  areSent: boolean;
  warnings: string[];
}

const WRITE = 'Write the address that people open, such as APP_URL=https://metrics.example.com.';

/**
 * Returns how emails leave by these settings. Links that only this machine can open help no reader, so such emails stay
 * in the local mailbox. A stand-in for Resend on this machine may have them: its readers are here too.
 */
export function judgeEmailSettings(given: Given): EmailSettings {
  const { resendApiKey, resendBaseUrl, mailFrom, appUrl, isAppUrlSet } = given;
  if (resendApiKey === undefined) return { areSent: false, warnings: [] };
  const noSender =
    mailFrom === undefined
      ? [
          'RESEND_API_KEY is set, but MAIL_FROM is not: emails wait until it is. Write who they come from, such as MAIL_FROM=alerts@example.com.',
        ]
      : [];
  const reach = reachOf(hostOf(appUrl));
  if (reachOf(hostOf(resendBaseUrl)) === 'this machine') return { areSent: true, warnings: noSender };
  if (reach === 'this machine') {
    const cause = isAppUrlSet
      ? `APP_URL is ${appUrl}, which only this machine can open`
      : `RESEND_API_KEY is set, but APP_URL is not, and links would lead to ${appUrl}`;
    return {
      areSent: false,
      warnings: [
        `${cause}: no email is sent by Resend, and all stay in the local mailbox. ${WRITE}`,
        ...noSender,
      ],
    };
  }
  return { areSent: true, warnings: [...linkWarnings(appUrl, reach), ...noSender] };
}

function linkWarnings(appUrl: string, reach: Reach): string[] {
  if (reach === 'a private network') {
    return [
      `APP_URL is ${appUrl}, a private address: links in emails open only in your own network. ${WRITE}`,
    ];
  }
  if (appUrl.startsWith('https:')) return [];
  return [
    `APP_URL is ${appUrl}: the links in emails, which open a reader's settings, travel unencrypted. ${WRITE}`,
  ];
}

type Reach = 'this machine' | 'a private network' | 'everywhere';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('0.0.0.0', 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addAddress('::', 'ipv6');

/** RFC 1918, 3927, 6598, 4193 and 4291. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('172.16.0.0', 12, 'ipv4');
PRIVATE.addSubnet('192.168.0.0', 16, 'ipv4');
PRIVATE.addSubnet('169.254.0.0', 16, 'ipv4');
PRIVATE.addSubnet('100.64.0.0', 10, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Names that no public resolver knows (RFC 2606, 6761, 6762, 8375, 9476 and ICANN's `internal`), or without a dot. */
const PRIVATE_NAME = /(^|\.)(alt|example|home\.arpa|internal|invalid|lan|local|test)$|^[^.]+$/;

function reachOf(host: string): Reach {
  const family = isIP(host);
  if (family === 0) {
    if (/(^|\.)localhost$/.test(host)) return 'this machine';
    return PRIVATE_NAME.test(host) ? 'a private network' : 'everywhere';
  }
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (LOOPBACK.check(host, type)) return 'this machine';
  return PRIVATE.check(host, type) ? 'a private network' : 'everywhere';
}

/** In lower case, without brackets and the dot of a full name. */
function hostOf(origin: string): string {
  return new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
