import { Registry } from 'prom-client';
import { isDatabaseUnavailable } from '@/lib/db';
import { log } from '@/lib/log';
import { seriesReader } from '@/lib/series';
import { singleton } from '@/lib/singleton';
import { telemetry } from '@/lib/telemetry';
import { within } from '@/lib/within';
import { currentRegistry } from './current-registry';
import { countOpenEpisodes, readStored } from './read-stored';
import { storedRegistry } from './stored-registry';

/** Below Prometheus' own time-out of a scrape (10 s). */
const TIMEOUT_MS = 4_000;

/** Everything for Prometheus, in its text format. A lost database is a value in it, and not an error. */
export async function scrape(): Promise<{ contentType: string; text: string }> {
  const stored = await fromDatabase();
  const texts = [
    await telemetry().registry.metrics(),
    await currentRegistry(stored?.openEpisodes ?? null).metrics(),
    stored?.text,
  ];
  return { contentType: Registry.PROMETHEUS_CONTENT_TYPE, text: texts.filter(Boolean).join('\n') };
}

/** What the database knows; null where it does not answer. */
async function fromDatabase(): Promise<{ text: string; openEpisodes: Map<string, number> } | null> {
  try {
    const [text, openEpisodes] = await within(TIMEOUT_MS, Promise.all([textOfNewest(), countOpenEpisodes()]));
    return { text, openEpisodes };
  } catch (error) {
    if (!isDatabaseUnavailable(error)) log().warn({ err: error }, 'prometheus: the database gave no values');
    return null;
  }
}

interface Kept {
  collectionId: number;
  text: Promise<string>;
}

/** Read once a collection; empty before the first. */
async function textOfNewest(): Promise<string> {
  const { collection } = await seriesReader().snapshot();
  if (collection === null) return '';
  const holder = singleton<{ kept?: Kept }>('prometheus-text', () => ({}));
  if (holder.kept?.collectionId !== collection.id) {
    const kept: Kept = { collectionId: collection.id, text: makeText() };
    kept.text.catch(() => {
      if (holder.kept === kept) delete holder.kept;
    });
    holder.kept = kept;
  }
  return holder.kept.text;
}

async function makeText(): Promise<string> {
  const stored = await readStored();
  return stored === null ? '' : storedRegistry(stored).metrics();
}
