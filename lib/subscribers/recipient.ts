import { addressKey } from '@/lib/model/email-address';

interface Provider {
  /** Names of one and the same mailbox, the first stands for all. */
  domains: readonly string[];
  /** Characters of the local part that make no difference. */
  ignored?: RegExp;
  /** What begins a part that only sorts mail, besides the usual plus sign. */
  separator?: string;
  /** `anything@user.domain` is `user@domain`. */
  hasSubdomains?: boolean;
}

/**
 * Which addresses reach the same mailbox, by what the providers say of themselves:
 * Google: support.google.com/mail/answer/7436150 (dots; googlemail.com), /mail/answer/22370 (plus)
 * Apple: support.apple.com/118230 (icloud.com, me.com, mac.com), support.apple.com/guide/icloud/mm6b1a490a (plus)
 * Proton: proton.me/support/addresses-and-aliases (domains, plus); names are compared without dots and hyphens
 * Yahoo: help.yahoo.com/kb/SLN16026 (disposable addresses, `name-keyword`: no name has a hyphen itself)
 * Fastmail: fastmail.help/hc/en-us/articles/360060591053 (plus, subdomains)
 * Microsoft: support.microsoft.com, "Add or remove an email alias in Outlook.com" (plus; each domain is its own)
 */
const PROVIDERS: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignored: /\./g },
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
  { domains: ['proton.me', 'protonmail.com', 'pm.me', 'protonmail.ch'], ignored: /[._-]/g },
  ...['fastmail.com', 'fastmail.fm', 'fastmail.org', 'fastmail.net', 'sent.com', 'messagingengine.com'].map(
    (domain) => ({ domains: [domain], hasSubdomains: true }),
  ),
  ...['yahoo.com', 'ymail.com', 'rocketmail.com', 'myyahoo.com'].map((domain) => ({
    domains: [domain],
    separator: '-',
  })),
];
/** The same in other countries, each a mailbox of its own. */
const YAHOO = /^yahoo\.(?:com?\.)?[a-z]{2}$/;

/**
 * Returns what stands for the mailbox that an address reaches, to count emails by; never an address to send to. A plus
 * sign begins a label at most servers: where it does not, two mailboxes share one count.
 */
export function recipientOf(email: string): string {
  const [local = '', domain = ''] = addressKey(email).split('@');
  const parent = domain.split('.').slice(-2).join('.');
  const provider = PROVIDERS.find(
    ({ domains, hasSubdomains }) => domains.includes(domain) || (hasSubdomains && domains.includes(parent)),
  );
  if (provider?.hasSubdomains && domain !== parent) return `${domain.split('.').at(-3)}@${parent}`;
  const separator = provider?.separator ?? (YAHOO.test(domain) ? '-' : '+');
  const [label = ''] = local.split('+', 1);
  const [name = ''] = label.split(separator, 1);
  const bare = name.replace(provider?.ignored ?? '', '');
  return `${bare === '' ? local : bare}@${provider?.domains[0] ?? domain}`;
}
