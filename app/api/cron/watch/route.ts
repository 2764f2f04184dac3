import { cronRoute } from '@/lib/http';
import { watch } from '@/lib/monitor';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(() => watch());
