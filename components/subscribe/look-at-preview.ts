import { clientOf, HttpProblem } from '@/lib/http';
import { isDatabaseUnavailable } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { knownNames } from '@/lib/queries/names';
import { seriesReader } from '@/lib/series';
import {
  limitPreviews,
  type PreviewedWatches,
  preview,
  previewSchema,
  subscriberDeps,
  type Watch,
} from '@/lib/subscribers';
import { forPeople } from './problems';

export type LookedAtPreview = { watches: Watch[]; previewed: PreviewedWatches } | { problem: string };

/** What the watches in a page's address would have caused, or why nobody can tell, in a sentence. */
export async function lookAtPreview(sent: unknown, headers: Headers): Promise<LookedAtPreview> {
  const asked = previewSchema.safeParse({ watches: fromJson(sent) });
  if (!asked.success) return { problem: 'The address is not complete: send the form again.' };
  try {
    const deps = subscriberDeps();
    const snapshot = await seriesReader().snapshot();
    const watches = knownNames(snapshot, asked.data.watches);
    const client = clientOf(new Request('http://page.invalid', { headers }), env().onVercel);
    await limitPreviews(deps.pool, deps.secret, client);
    return { watches, previewed: await preview(deps, snapshot, watches, new AbortController().signal) };
  } catch (error) {
    if (error instanceof HttpProblem) return { problem: forPeople(error.detail) };
    if (isDatabaseUnavailable(error))
      return { problem: 'The service cannot do it now: try again in a minute.' };
    throw error;
  }
}

function fromJson(sent: unknown): unknown {
  try {
    return typeof sent === 'string' ? JSON.parse(sent) : [];
  } catch {
    return null;
  }
}
