import { cronRoute } from '@/lib/http';
import { watch } from '@/lib/incidents';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(() => watch());
