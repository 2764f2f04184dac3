import { env } from '@/lib/env';
import { openApiDocument } from '@/lib/openapi/document';
import { surviveClosedOutput } from './start/closed-output';
import { say } from './start/say';

surviveClosedOutput();

/** `npm run --silent openapi > openapi.json`: the document of this version's API. */
say(JSON.stringify(openApiDocument(env().appUrl), null, 2));
