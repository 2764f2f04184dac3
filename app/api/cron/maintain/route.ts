import { maintain } from '@/lib/collect/maintenance';
import { cronRoute } from '@/lib/http';
import { isClockConfirmed, watch } from '@/lib/incidents';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { removeUnconfirmed, respellAddresses } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const nowMs = Date.now();
  const isTrusted = await isClockConfirmed(pool(), nowMs);
  const maintained = await maintain(nowMs, pool(), env(), isTrusted);
  const unconfirmed = isTrusted ? await removeUnconfirmed(pool(), nowMs) : 0;
  await respellAddresses(pool());
  // Where nothing else looks, as with SCHEDULER=off, an overdue collection is noticed here within the hour.
  await watch();
  return { ...maintained, unconfirmed };
});
