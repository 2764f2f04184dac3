import { Client } from 'pg';
import { seededDatabase } from './worlds';

/** The link to a page in the newest mail to an address. */
export async function linkIn(to: string, page: string): Promise<string> {
  const rows = await query<{ text: string }>('SELECT text FROM message WHERE "to" = $1 ORDER BY id DESC', [
    to,
  ]);
  const link = new RegExp(`https?://\\S+${page}\\?token=[\\w.-]+`).exec(rows[0]?.text ?? '')?.[0];
  if (link === undefined) throw new Error(`no link to ${page} in a mail to ${to}`);
  return link;
}

/** What is known of an address; undefined if nothing. */
export async function statusOf(email: string): Promise<string | undefined> {
  const sql = 'SELECT status FROM subscriber WHERE email = $1';
  return (await query<{ status: string }>(sql, [email]))[0]?.status;
}

async function query<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: seededDatabase() });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
