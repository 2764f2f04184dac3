import { cronRoute } from '@/lib/http';
import { postNotices, reportDeadMails } from '@/lib/incidents';
import { deliverNow } from '@/lib/outbox';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { enqueueNotice } from './notice-mail';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const { appUrl, operatorEmail: recipient } = env();
  await postNotices(pool(), enqueueNotice(appUrl));
  return deliverNow((client, dead, reason) =>
    reportDeadMails(client, dead, { reason, recipient, nowMs: Date.now() }),
  );
});
