import Negotiator from 'negotiator';
import { z } from 'zod';

export const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  atom: 'application/atom+xml; charset=utf-8',
} as const;

export type Format = keyof typeof CONTENT_TYPES;

export const DATA_FORMATS = ['json', 'csv'] as const;
export const FEED_FORMATS = ['json', 'atom'] as const;
export const PICTURE_FORMATS = ['json', 'csv', 'svg', 'png'] as const;

/** The `format` parameter of a route that answers JSON and CSV. */
export const formatParameter = z
  .enum(DATA_FORMATS, 'send format=json or format=csv')
  .optional()
  .meta({
    description: 'What to answer: JSON (default) or CSV. Without it the `Accept` header chooses.',
    param: { example: 'json' },
  });

/** The same of a route that draws a picture as well. */
export const pictureFormatParameter = z
  .enum(PICTURE_FORMATS, 'send format=json, csv, svg or png')
  .optional()
  .meta({
    description:
      'What to answer: JSON (default), CSV, or the graph as a picture. Without it the `Accept` header chooses.',
    param: { example: 'json' },
  });

/** The `format` parameter of a route that answers JSON and a feed. */
export const feedFormatParameter = z
  .enum(FEED_FORMATS, 'send format=json or format=atom')
  .optional()
  .meta({
    description: 'What to answer: JSON (default) or an Atom feed. Without it the `Accept` header chooses.',
    param: { example: 'json' },
  });

/** What was asked for by `format`, else by the Accept header of what the route offers; JSON where that names none. */
export function formatOf<F extends Format>(
  request: Request,
  parameter: F | undefined,
  offered: readonly F[],
): F | 'json' {
  if (parameter !== undefined) return parameter;
  const accept = request.headers.get('accept') ?? undefined;
  const types = offered.map((format) => mediaType(CONTENT_TYPES[format]));
  const preferred = new Negotiator({ headers: { accept } }).mediaType(types);
  return offered.find((format) => mediaType(CONTENT_TYPES[format]) === preferred) ?? 'json';
}

function mediaType(contentType: string): string {
  return contentType.split(';')[0] ?? contentType;
}
