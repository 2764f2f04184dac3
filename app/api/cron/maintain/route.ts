import { pool } from '@/lib/db';
import { cronRoute } from '@/lib/http';
import { maintain, watch } from '@/lib/monitor';
import { removeUnconfirmed } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const maintained = await maintain();
  const unconfirmed = await removeUnconfirmed(pool(), Date.now());
  // Where nothing else looks, as with SCHEDULER=off, an overdue collection is noticed here within the hour.
  await watch();
  return { ...maintained, unconfirmed };
});
