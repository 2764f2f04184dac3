import type { Pool } from 'pg';
import { testDatabase } from '@/tests/support/database';
import { serveApi } from '@/tests/support/server';

export const APP_URL = 'https://metrics.test';
export const ADMIN_TOKEN = 'an-admin-token-of-this-test';
export const APP_SECRET = 'a-secret-of-this-test';

export interface Mail {
  kind: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/** The API over a database of its own, and the mails that it has written. */
export async function openWorld(settings: Record<string, string> = {}) {
  const database = await testDatabase();
  // Each test comes from an address of its own, so that none uses up what another may do.
  const server = await serveApi(database.url, {
    APP_URL,
    APP_SECRET,
    ADMIN_TOKEN,
    TRUST_PROXY: '127.0.0.1',
    ...settings,
  });
  let client = '198.51.100.1';
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.origin}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-for': client,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    pool: database.pool,
    origin: server.origin,
    send,
    /** A form as a page without JavaScript sends it. */
    sendForm: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      send('POST', path, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    from(address: string) {
      client = address;
    },
    mails: () => mailsOf(database.pool),
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

async function mailsOf(pool: Pool): Promise<Mail[]> {
  const sql = 'SELECT kind, "to", subject, html, text, headers FROM message ORDER BY id';
  return (await pool.query<Mail>(sql)).rows;
}

/** The token of the link to this page in the newest mail to an address. */
export async function tokenIn(world: World, to: string, page: string): Promise<string> {
  const mail = (await world.mails()).filter((one) => one.to === to).at(-1);
  return new RegExp(`${page}\\?token=([\\w.-]+)`).exec(mail?.text ?? '')?.[1] ?? 'no such link';
}

/** The token of the RFC 8058 header of the newest mail to an address. */
export async function oneClickToken(world: World, to: string): Promise<string> {
  const mail = (await world.mails()).filter((one) => one.to === to).at(-1);
  return /token=([\w.-]+)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? 'no such header';
}

/** Signs up and confirms; answers the token to manage it. */
export async function subscribed(world: World, email: string, watches?: object[]): Promise<string> {
  await world.send('POST', '/emails', { email, ...(watches && { watches }) });
  const token = await tokenIn(world, email, '/confirm');
  const { manage } = await (await world.send('POST', '/emails/confirm', { token })).json();
  return new URL(manage).searchParams.get('token') ?? '';
}
