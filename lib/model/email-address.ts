import { domainToASCII, domainToUnicode } from 'node:url';

const MAX_BYTES = 254;
const MAX_LOCAL_BYTES = 64;

/** RFC 5322, 3.2.3, without quotes. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
/** What cannot be seen: controls, spaces, directions. */
const INVISIBLE = /[\p{C}\p{Z}]/u;
/** Letters as East Asian keyboards write them, the at sign among them. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

export type AddressFault = 'no address' | 'local part';

/**
 * Returns an address as it goes to an email provider: the domain in ASCII (IDNA) and lower case, the local part as
 * typed. Amazon SES, by which Resend delivers, knows no SMTPUTF8 (RFC 6531): a local part beyond ASCII is the fault
 * `local part`. The length limits are those of RFC 5321, and the domain has a dot.
 */
export function spellAddress(typed: string): { address: string } | { fault: AddressFault } {
  const [local = '', domain = '', ...more] = halfWidth(typed.trim().normalize('NFC')).split('@');
  const ascii = asciiDomain(domain);
  if (more.length > 0 || ascii === null || INVISIBLE.test(local)) return { fault: 'no address' };
  if (/[^\0-\x7f]/.test(local)) return { fault: 'local part' };
  const address = `${local}@${ascii}`;
  const isFit = LOCAL.test(local) && local.length <= MAX_LOCAL_BYTES && address.length <= MAX_BYTES;
  return isFit ? { address } : { fault: 'no address' };
}

/** Returns an address as `spellAddress` does, or as it is where that fails: those stored by earlier versions. */
export function wireAddress(address: string): string {
  const spelled = spellAddress(address);
  return 'address' in spelled ? spelled.address : address.trim();
}

/** Returns what addresses are compared by: two spellings of one address have one key. */
export function addressKey(address: string): string {
  return wireAddress(address).normalize('NFC').toLowerCase();
}

/**
 * Returns an address for people to read: international domains in their own letters, but in ASCII where these could
 * pass for other letters.
 */
export function readableAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const labels = address.slice(at + 1).split('.');
  const isAsciiTop = !labels.at(-1)?.startsWith('xn--');
  const shown = labels.map((label) => readableLabel(label, isAsciiTop));
  return `${address.slice(0, at + 1)}${shown.join('.')}`;
}

/** Null where it is no domain of the public Internet. */
function asciiDomain(domain: string): string | null {
  // `domainToASCII` reads a URL's host: it decodes % and ends at / ? #.
  if (INVISIBLE.test(domain) || /[^a-z0-9.\u0080-\u{10ffff}-]/iu.test(domain)) return null;
  const labels = domainToASCII(domain.replace(/[.。．｡]$/u, '')).split('.');
  const isFit =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isFit ? labels.join('.') : null;
}

function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET));
}

/** Alphabets with letters that look like those of another. */
const ALIKE = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];
/** Cyrillic letters that all look Latin, as browsers list them. */
const LATIN_LOOKING = /^[асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ\d-]+$/;

function readableLabel(label: string, isAsciiTop: boolean): string {
  if (!label.startsWith('xn--')) return label;
  const readable = domainToUnicode(label);
  const isMixed = ALIKE.filter((script) => script.test(readable)).length > 1;
  const passesForLatin = isAsciiTop && LATIN_LOOKING.test(readable);
  return readable === '' || isMixed || passesForLatin ? label : readable;
}
