import type { Pool } from 'pg';
import { pool } from '@/lib/platform/database';

/** A mail as the list at `/mailbox` shows it. */
export interface MailHead {
  id: string;
  kind: string;
  to: string;
  subject: string;
  atMs: number;
}

export interface FullMail extends MailHead {
  html: string;
  text: string;
  headers: Record<string, string>;
}

const COLUMNS = `id, kind, "to", subject, created_at`;
/** What the local mailbox took, and what waits for it. */
const LOCAL = `(transport = 'mailbox' OR state IN ('queued', 'claimed'))`;
const MOST = 200;

interface Row {
  id: string;
  kind: string;
  to: string;
  subject: string;
  created_at: Date;
}

/** The newest mails of the local mailbox, 200 at most, newest first. */
export async function listMails(database: Pool = pool()): Promise<MailHead[]> {
  const { rows } = await database.query<Row>(
    `SELECT ${COLUMNS} FROM message WHERE ${LOCAL} ORDER BY id DESC LIMIT $1`,
    [MOST],
  );
  return rows.map(headOf);
}

/** One mail of the local mailbox, or null. */
export async function readMail(id: string, database: Pool = pool()): Promise<FullMail | null> {
  if (!/^\d{1,18}$/.test(id)) return null;
  const { rows } = await database.query<Row & Pick<FullMail, 'html' | 'text' | 'headers'>>(
    `SELECT ${COLUMNS}, html, text, headers FROM message WHERE id = $1 AND ${LOCAL}`,
    [id],
  );
  const [row] = rows;
  return row === undefined ? null : { ...headOf(row), html: row.html, text: row.text, headers: row.headers };
}

function headOf({ id, kind, to, subject, created_at }: Row): MailHead {
  return { id, kind, to, subject, atMs: created_at.getTime() };
}
