/** One e-mail as its author writes it. */
export interface NewMessage {
  /** What it is about, such as `confirmation`; `silence.ts` has the one rule that depends on it. */
  kind: string;
  /** 0 leaves first. */
  priority: number;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** Unique: a second message with the same key changes nothing. */
  dedupeKey?: string;
}

/** A message that cannot be one: its author has to mend it. */
export class MessageError extends Error {
  override name = 'MessageError';
}

const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Throws MessageError where a line break or another control character would end up in a header of the mail. */
export function requireCleanHeaders({ kind, to, subject, headers = {} }: NewMessage): void {
  const parts = { to, subject, ...headers };
  for (const [name, value] of Object.entries(parts)) {
    if (CONTROL.test(value) || CONTROL.test(name)) {
      throw new MessageError(`the ${kind} has a control character in its ${name.replace(CONTROL, '?')}`);
    }
  }
}
