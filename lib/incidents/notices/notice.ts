/** What the operator is told. Plain text, in the operator's words and not the program's. */
export interface Notice {
  subject: string;
  text: string;
}

/** A way by which notices leave. Rejects where it cannot take one. */
export interface NoticeSender {
  send(notice: Notice): Promise<void>;
}
