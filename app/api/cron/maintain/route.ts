import { cronRoute } from '@/lib/http';
import { maintain, watch } from '@/lib/monitor';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const maintained = await maintain();
  // Where nothing else looks, as with SCHEDULER=off, an overdue collection is noticed here within the hour.
  await watch();
  return maintained;
});
