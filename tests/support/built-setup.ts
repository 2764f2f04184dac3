import { buildIfStale } from '@/server/build';

/** Tests of the built app need one that is up to date. */
export default async function setup(): Promise<void> {
  await buildIfStale(new AbortController().signal);
}
