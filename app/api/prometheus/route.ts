import { z } from 'zod';
import { readQuery, readRoute } from '@/lib/http';
import { scrape } from '@/lib/queries';

const parameters = z.strictObject({});

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  readQuery(request, parameters);
  const { contentType, text } = await scrape();
  return new Response(text, { headers: { 'Cache-Control': 'no-store', 'Content-Type': contentType } });
});
