import { cronRoute } from '@/lib/http';
import { maintain } from '@/lib/monitor';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(() => maintain());
