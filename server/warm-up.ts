import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { askInProcess } from '@/server/edge/origin';

/** A database in trouble is no reason not to open the port. */
const PATIENCE_MS = 3_000;

const list = z.object({ dimensions: z.array(z.object({ name: z.string() })) });

/**
 * Asks for each kind of page and answer once, so that nobody waits while their code is loaded and the statistics are
 * read. Never rejects, and ends after three seconds at most.
 */
export async function warmUp(answer: RequestListener): Promise<void> {
  const ask = askInProcess(answer);
  const read = async (url: string): Promise<string> => {
    const chunks: Buffer[] = [];
    const headers = { host: 'localhost', accept: '*/*' };
    for await (const chunk of await ask({ method: 'GET', url, headers }).answer) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const all = async (): Promise<void> => {
    const { dimensions } = list.parse(JSON.parse(await read('/api/list-metrics')));
    const market = encodeURIComponent(dimensions[0]?.name ?? 'none yet');
    const paths = ['/', '/api/rankings?metric=price', '/sources', '/alerts', `/markets/${market}`];
    for (const format of ['json', 'png'])
      paths.push(`/api/metrics?metric=price&dimension=${market}&format=${format}`);
    for (const path of [...paths, '/api-docs']) await read(path);
  };
  const patience = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal });
  await Promise.race([all(), late]).catch(() => undefined);
  patience.abort();
}
