import { env } from '@/lib/platform/env';
import { singleton } from '@/lib/platform/singleton';
import { openApiDocument } from './document';

export { type PublicRead, publicReads } from './public-reads';

/** The OpenAPI 3.1 document of this installation's API as JSON, made once a process. */
export function openApiJson(): string {
  return singleton('openapi-json', () => JSON.stringify(openApiDocument(env().appUrl)));
}
