import { collectorApart } from '@/lib/collector';
import { cronRoute } from '@/lib/http';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  const apart = collectorApart();
  if (apart !== null) return apart();
  // Here and not above: the exchange library weighs 99 MB, which no other route is to load.
  const { collectInPlace } = await import('./collect-in-place');
  return collectInPlace();
});
