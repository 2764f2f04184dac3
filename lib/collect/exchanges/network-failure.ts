import { SourceFailure } from './failure';

interface Words {
  reason: string;
  retry?: boolean;
  unreachable?: boolean;
}

const BEFORE_AN_ANSWER: Record<string, Words> = {
  ENOTFOUND: { reason: 'host not found', unreachable: true },
  EAI_AGAIN: { reason: 'host not found: the name server does not answer', unreachable: true, retry: true },
  ECONNREFUSED: { reason: 'connection refused', unreachable: true, retry: true },
  EHOSTUNREACH: { reason: 'no route to the host', unreachable: true, retry: true },
  ENETUNREACH: { reason: 'no route to the host', unreachable: true, retry: true },
  ETIMEDOUT: { reason: 'no connection in time', unreachable: true, retry: true },
  UND_ERR_CONNECT_TIMEOUT: { reason: 'no connection in time', unreachable: true, retry: true },
  ECONNRESET: { reason: 'connection closed before an answer', retry: true },
  EPIPE: { reason: 'connection closed before an answer', retry: true },
  UND_ERR_SOCKET: { reason: 'connection closed before an answer', retry: true },
  UND_ERR_HEADERS_OVERFLOW: { reason: 'its headers are larger than 16 kB' },
};

const ENDED_EARLY = /^(ECONNRESET|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|Z_BUF_ERROR)$/;

/** What went wrong before the headers of an answer were there. */
export function connectionFailure(error: unknown): SourceFailure {
  const { code, message } = rootOf(error);
  const known = BEFORE_AN_ANSWER[code];
  if (known !== undefined) return new SourceFailure(known.reason, known);
  if (/^HPE_|^HTTPParserError$/.test(code)) return new SourceFailure(`its answer is not HTTP: ${message}`);
  if (/CERT|TLS|SSL/.test(code)) return new SourceFailure(`its certificate is not accepted: ${message}`);
  return new SourceFailure(`no answer: ${message}`, { retry: true });
}

/** What went wrong while the body of an answer was read. */
export function bodyFailure(error: unknown): SourceFailure {
  const { code, message } = rootOf(error);
  if (ENDED_EARLY.test(code)) return new SourceFailure('its answer ended early', { retry: true });
  if (/^(Z_|ERR_|BR)/.test(code)) {
    return new SourceFailure(`its answer cannot be decompressed: ${message}`, { retry: true });
  }
  return new SourceFailure(`its answer could not be read: ${message}`, { retry: true });
}

/** fetch wraps the cause, and several addresses are one more wrapping. */
function rootOf(error: unknown): { code: string; message: string } {
  let root = error;
  while (root instanceof Error) {
    const inner: unknown = root instanceof AggregateError ? root.errors[0] : root.cause;
    if (!(inner instanceof Error)) break;
    root = inner;
  }
  const message = root instanceof Error ? root.message : String(root);
  if (!(root instanceof Error)) return { code: '', message };
  const code = String(('code' in root && root.code) || root.name);
  return { code, message: message || code };
}
