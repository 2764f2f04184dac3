import { openApiDocument } from '@/lib/http/openapi/document';
import { env } from '@/lib/platform/env';
import { surviveClosedOutput } from '@/server/closed-output';
import { say } from '@/server/say';

surviveClosedOutput();

/** `npm run --silent openapi > openapi.json`: the document of this version's API. */
say(JSON.stringify(openApiDocument(env().appUrl), null, 2));
