import Negotiator from 'negotiator';
import { z } from 'zod';

export const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const;

export type Format = keyof typeof CONTENT_TYPES;

/** The `format` parameter of a route that answers JSON and CSV. */
export const formatParameter = z
  .enum(['json', 'csv'], 'send format=json or format=csv')
  .optional()
  .meta({
    description: 'What to answer: JSON (default) or CSV. Without it the `Accept` header chooses.',
    param: { example: 'json' },
  });

/** What was asked for by `format`, else by the Accept header; JSON where that names neither. */
export function formatOf(request: Request, parameter: Format | undefined): Format {
  if (parameter !== undefined) return parameter;
  const accept = request.headers.get('accept') ?? undefined;
  const preferred = new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/csv']);
  return preferred === 'text/csv' ? 'csv' : 'json';
}
