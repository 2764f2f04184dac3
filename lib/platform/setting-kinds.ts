import { isIP } from 'node:net';
import { z } from 'zod';
import { spellAddress, wireAddress } from '@/lib/model/email-address';
import { databaseUrlFault, normalizeDatabaseUrl } from './database-url';

/** A whole number between two limits; refused with what to write instead, as all of these. */
export const whole = (from: number, to: number, example: string) => {
  const say = `write a whole number from ${from} to ${to}, such as ${example}`;
  return z
    .string()
    .regex(/^\d+$/, say)
    .transform(Number)
    .refine((n) => n >= from && n <= to, say);
};

/** A number between two limits, without an exponent. */
export const decimal = (from: number, to: number, example: string) => {
  const say = `write a number from ${from} to ${to}, such as ${example}`;
  return z
    .string()
    .regex(/^\d+(\.\d+)?$/, say)
    .transform(Number)
    .refine((n) => n >= from && n <= to, say);
};

/** Scheme, host and port; what else to say is of the setting. */
export const originOr = (say: string) =>
  z
    .string()
    .regex(/^https?:\/\/[^/?#\s]+\/?$/, say)
    .refine((text) => URL.canParse(text), say)
    .transform((text) => new URL(text).origin);

/** A whole http address. */
export const address = (example: string) => {
  const say = `write the whole address to call, such as ${example}`;
  return z
    .string()
    .regex(/^https?:\/\/\S+$/, say)
    .refine((text) => URL.canParse(text), say);
};

/** A secret: printable, without spaces. */
export const token = (example: string) =>
  z.string().regex(/^[\x21-\x7e]+$/, `write letters, digits and signs without spaces, such as ${example}`);

/** Our own tokens and secrets: short ones can be guessed. */
export const MIN_SECRET_LENGTH = 16;

/** A secret that this installation chooses. */
export const secret = (example: string) =>
  token(example).min(
    MIN_SECRET_LENGTH,
    `write ${MIN_SECRET_LENGTH} characters or more, such as \`openssl rand -hex 16\` prints`,
  );

export const databaseUrl = z
  .string()
  .superRefine((url, context) => {
    const fault = databaseUrlFault(url);
    if (fault !== null) context.addIssue(fault);
  })
  .transform(normalizeDatabaseUrl);

const SAY_HOST =
  'write an address of this machine, such as HOST=127.0.0.1, or leave it out to listen on all of them';
/** An address without brackets, or a host name. */
export const host = z
  .string()
  .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
  .refine(
    (text) => (isIP(text) > 0 && !text.includes('%')) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text),
    SAY_HOST,
  );

/** A proxy for outgoing calls; without a scheme it is one by http, as for other programs. */
export const proxyUrl = (name: string) => {
  const say = `write the address of an HTTP proxy, such as ${name}=http://proxy.example.com:3128`;
  return z
    .string()
    .transform((text) => (/^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`))
    .refine((text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text), say);
};

/** A folder. Nothing expands `~` in a `.env` file: it would become a folder of that name. */
export const dataDir = z
  .string()
  .regex(/^(?!~)/, 'write the whole path, since ~ is not expanded, such as DATA_DIR=/srv/tracker');

/** A switch. */
export const onOrOff = (name: string) => z.enum(['on', 'off'], `write on or off, such as ${name}=off`);

const SAY_SOURCES = 'write exchange ids with commas between them, such as SOURCES=kraken,binance';
export const sources = z
  .string()
  .regex(/^[a-z0-9]+(\s*,\s*[a-z0-9]+)*$/, SAY_SOURCES)
  .transform((text) => [...new Set(text.split(/\s*,\s*/))]);

const SAY_SOURCE_URLS = `write JSON from exchange id to origin, such as SOURCE_URLS='{"kraken":"http://127.0.0.1:8080"}'`;
export const sourceUrls = z.string().transform((text, context) => {
  const read = z.record(z.string(), originOr(SAY_SOURCE_URLS)).safeParse(jsonOrNull(text));
  if (read.success) return read.data;
  context.addIssue(SAY_SOURCE_URLS);
  return z.NEVER;
});

const SAY_PROXY =
  'write addresses or networks with commas between them, such as TRUST_PROXY=127.0.0.1,10.0.0.0/8';
export const trustProxy = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .refine((entries) => entries.every(isNetwork), SAY_PROXY);

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const SAY_OPERATOR_EMAIL = 'write one e-mail address, such as OPERATOR_EMAIL=you@example.com';
export const operatorEmail = z.string().transform((text, context) => {
  const spelled = spellAddress(text);
  if ('address' in spelled) return spelled.address;
  context.addIssue(SAY_OPERATOR_EMAIL);
  return z.NEVER;
});

const SAY_MAIL_FROM =
  'write an address, with or without a name before it, such as MAIL_FROM=Crypto Metrics <alerts@example.com>';
export const mailFrom = z
  .string()
  .regex(/^([^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, SAY_MAIL_FROM)
  // An international domain goes to the provider in ASCII.
  .transform((text) => text.replace(/[^<>\s]+@[^<>\s]+/, wireAddress));
