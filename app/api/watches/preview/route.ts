import { nothing } from '@/app/api/emails/parameters';
import { env } from '@/lib/env';
import { clientOf, readBody, readQuery, route } from '@/lib/http';
import { knownNames } from '@/lib/names';
import { seriesReader } from '@/lib/series';
import { limitPreviews, preview, previewSchema, subscriberDeps } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  async POST(request) {
    readQuery(request, nothing);
    const { watches } = await readBody(request, previewSchema);
    const snapshot = await seriesReader().snapshot();
    const known = knownNames(snapshot, watches);
    const deps = subscriberDeps();
    await limitPreviews(deps.pool, deps.secret, clientOf(request, env().onVercel));
    const previewed = await preview(deps, snapshot, known);
    return Response.json(previewed, { headers: { 'Cache-Control': 'no-store' } });
  },
});
