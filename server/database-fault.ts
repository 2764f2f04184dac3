import { UnusableServerError } from '@/lib/platform/database/server-facts';
import { isDatabaseUnavailable } from '@/lib/platform/database/unavailable';
import { redacted } from '@/lib/platform/database-url';
import { reasonOf } from './say';

export interface DatabaseFault {
  /** One line: which database, what is wrong, and what to do where that can be said. */
  words: string;
  /** True if waiting does not help. */
  isPermanent: boolean;
}

const CERTIFICATE =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_.*|ERR_TLS_.*|ERR_SSL_.*|EPROTO)$/;
const TRUST =
  'add sslrootcert=/path/to/ca.pem to DATABASE_URL, or, to encrypt without checking the certificate, sslmode=no-verify';

/** Says what a failed attempt to connect or migrate means to the person who starts it. Never shows a password. */
export function databaseFault(error: unknown, url: string): DatabaseFault {
  const permanent = permanentReason(error);
  if (permanent !== null) return { words: `cannot use ${redacted(url)}: ${permanent}`, isPermanent: true };
  const reason = oneLine(reasonOf(error));
  if (!isDatabaseUnavailable(error))
    return { words: `cannot use ${redacted(url)}: ${reason}`, isPermanent: true };
  return {
    words: `cannot reach ${redacted(url)} (${reason}${hint(codeOf(error), reason)})`,
    isPermanent: false,
  };
}

function permanentReason(error: unknown): string | null {
  if (error instanceof UnusableServerError) return error.message;
  const code = codeOf(error);
  const message = oneLine(reasonOf(error));
  if (code === '28P01') return `${message}: correct user and password in DATABASE_URL`;
  if (code === '28000') {
    const tls = /no encryption|SSL off/.test(message)
      ? ', or add ?sslmode=require if it must be encrypted'
      : '';
    return `${message}: use a user that may log in from this machine${tls}`;
  }
  if (/password must be a (non-empty )?string/.test(message)) {
    return 'it asks for a password: write it into DATABASE_URL, as in postgresql://user:password@host:5432/database';
  }
  if (code === '3D000') return `${message}: create it, or correct its name in DATABASE_URL`;
  if (code === '42501') {
    return `${message}: make the user of DATABASE_URL the owner of the database, or run GRANT CREATE ON SCHEMA public for it`;
  }
  if (/does not support SSL/.test(message)) {
    return 'it offers no TLS, which DATABASE_URL asks for by sslmode: turn it on there, or write sslmode=disable';
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `its certificate is for another host name (${message}): use that name in DATABASE_URL`;
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `${message}: renew its certificate`;
  if (CERTIFICATE.test(code)) return `its certificate is not trusted (${message}): ${TRUST}`;
  if (code.startsWith('ERR_OSSL'))
    return `a certificate of DATABASE_URL is not in PEM format (${message}): ${TRUST}`;
  if (/^(ENOENT|EACCES|EISDIR|ENOTDIR)$/.test(code) && /, (open|read)\b/.test(message)) {
    return `a file of DATABASE_URL cannot be read (${message}): correct sslrootcert, sslcert or sslkey`;
  }
  return null;
}

/** What to do about a fault that may pass by itself. */
function hint(code: string, message: string): string {
  if (code === '25006' || /read-write mode during recovery/.test(message))
    return '; a replica: DATABASE_URL has to name the primary server';
  if (code === '53300') return '; raise its limit of connections, or end those that are not needed';
  return '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
