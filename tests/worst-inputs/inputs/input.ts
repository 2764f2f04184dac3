/** One request. */
export interface Input {
  /** What makes it expensive, for the table. */
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Names that exist in the world that is asked, and links that hold. */
export interface Known {
  /** Names of markets, the most traded first. */
  markets: readonly string[];
  exchanges: readonly string[];
  manageToken: string;
  muteToken: string;
  /** Of an email in the mailbox. */
  mailId: string;
  adminToken: string;
  cronSecret: string;
}
