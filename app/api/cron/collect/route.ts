import { cronRoute } from '@/lib/http';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  // Here and not above: the exchange library weighs 99 MB, which no other route is to load.
  const { collect } = await import('@/lib/collect');
  return collect();
});
