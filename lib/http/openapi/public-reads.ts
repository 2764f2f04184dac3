import { z } from 'zod';
import { paths } from './paths';

/** A route that anybody may read, whose answers caches may keep for others. */
export interface PublicRead {
  /** As it is asked for: `/api/metrics`. */
  path: string;
  /** The names of its parameters, in the document's order. */
  parameters: readonly string[];
  /** The media types it answers in, the usual one first. */
  mediaTypes: readonly string[];
}

/** The routes that everybody may read, as the document has them. */
export function publicReads(): PublicRead[] {
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (get?.security?.length !== 0) return [];
    const { query } = get.requestParams ?? {};
    const answer = get.responses['200'] ?? {};
    return [
      {
        path: `/api${path}`,
        parameters: query instanceof z.ZodObject ? Object.keys(query.shape) : [],
        mediaTypes: 'content' in answer ? Object.keys(answer.content ?? {}) : [],
      },
    ];
  });
}
