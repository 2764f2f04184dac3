import { cronRoute } from '@/lib/http';
import { deliverNow } from '@/lib/outbox';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(() => deliverNow());
