import { pool } from '@/lib/db';
import { env } from '@/lib/env';
import { cronRoute } from '@/lib/http';
import { postNotices, reportDeadMails } from '@/lib/monitor';
import { deliverNow } from '@/lib/outbox';
import { enqueueNotice } from './notice-mail';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const { appUrl, operatorEmail: recipient } = env();
  await postNotices(pool(), enqueueNotice(appUrl));
  return deliverNow((client, dead, reason) =>
    reportDeadMails(client, dead, { reason, recipient, nowMs: Date.now() }),
  );
});
