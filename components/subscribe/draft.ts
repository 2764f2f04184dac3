import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Fields } from './watches-in';

/** Under a prefix that the shared cache never answers (server/edge/shared-request.ts). */
export const DRAFT_COOKIE = 'tracker-draft';
/** Browsers keep cookies of up to 4096 characters. */
const MAX_LENGTH = 3_800;
const MAX_BYTES = 64 * 1024;
const LIFE_SECONDS = 600;

const draftSchema = z.object({ page: z.string(), fields: z.record(z.string(), z.string()) });

/**
 * Returns the `Set-Cookie` by which a page fills its form again with the fields that were sent, since they were refused;
 * null for more than a cookie holds. A cookie, so that no address with what somebody typed is logged or shared.
 */
export function draftCookie(page: string, fields: Fields, appUrl: string): string | null {
  const value = deflateRawSync(JSON.stringify({ page, fields })).toString('base64url');
  if (value.length > MAX_LENGTH) return null;
  const secure = appUrl.startsWith('https:') ? '; Secure' : '';
  const path = page.split('?')[0];
  return `${DRAFT_COOKIE}=${value}; Path=${path}; Max-Age=${LIFE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** Returns the fields that a cookie has for this page; null where it has none. */
export function readDraft(page: string, cookie: string | undefined): Fields | null {
  if (cookie === undefined) return null;
  try {
    const text = inflateRawSync(Buffer.from(cookie, 'base64url'), { maxOutputLength: MAX_BYTES }).toString();
    const draft = draftSchema.parse(JSON.parse(text));
    return draft.page === page ? draft.fields : null;
  } catch {
    return null;
  }
}
