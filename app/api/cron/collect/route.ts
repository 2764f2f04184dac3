import { cronRoute } from '@/lib/http';
import { collectorApart } from '@/lib/platform/collector';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const apart = collectorApart();
  if (apart !== null) return apart();
  // Here and not above: what collects weighs 50 MB and more, which no other route is to load.
  const { collectInPlace } = await import('./collect-in-place');
  return collectInPlace();
});
