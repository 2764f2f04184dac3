import { pool } from '@/lib/db';
import { env } from '@/lib/env';
import { cronRoute } from '@/lib/http';
import { postNotices } from '@/lib/monitor';
import { deliverNow } from '@/lib/outbox';
import { enqueueNotice } from './notice-mail';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  await postNotices(pool(), enqueueNotice(env().appUrl));
  return deliverNow();
});
