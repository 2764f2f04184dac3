import { Registry } from 'prom-client';
import { keptByCollection } from '@/lib/incidents';
import { readBacklog } from '@/lib/outbox';
import { isDatabaseUnavailable, prisma } from '@/lib/platform/database';
import { log } from '@/lib/platform/log';
import { telemetry } from '@/lib/platform/telemetry';
import { within } from '@/lib/platform/within';
import { seriesReader } from '@/lib/series';
import { currentRegistry, type Moment } from './current-registry';
import { countOpenEpisodes, readStored } from './read-stored';
import { storedRegistry } from './stored-registry';

/** Below Prometheus' own time-out of a scrape (10 s). */
const TIMEOUT_MS = 4_000;

/** Everything for Prometheus, in its text format. A lost database is a value in it, and not an error. */
export async function scrape(): Promise<{ contentType: string; text: string }> {
  const stored = await fromDatabase();
  const texts = [
    await telemetry().registry.metrics(),
    await currentRegistry(stored?.moment ?? null).metrics(),
    stored?.text,
  ];
  return { contentType: Registry.PROMETHEUS_CONTENT_TYPE, text: texts.filter(Boolean).join('\n') };
}

/** What the database knows; null where it does not answer. */
async function fromDatabase(): Promise<{ text: string; moment: Moment } | null> {
  try {
    const reads = Promise.all([textOfNewest(), countOpenEpisodes(), readBacklog(prisma())]);
    const [text, openEpisodes, backlog] = await within(TIMEOUT_MS, reads);
    return { text, moment: { openEpisodes, backlog } };
  } catch (error) {
    if (!isDatabaseUnavailable(error)) log().warn({ err: error }, 'prometheus: the database gave no values');
    return null;
  }
}

/** Read once a collection; empty before the first. */
async function textOfNewest(): Promise<string> {
  const { collection } = await seriesReader().snapshot();
  return collection === null ? '' : keptByCollection('prometheus', collection.id, makeText);
}

async function makeText(): Promise<string> {
  const stored = await readStored();
  return stored === null ? '' : storedRegistry(stored).metrics();
}
