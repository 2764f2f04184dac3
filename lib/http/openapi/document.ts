import { createDocument, type ZodOpenApiOverride } from 'zod-openapi';
import manifest from '@/package.json';
import { paths } from './paths';

const TAGS = [
  { name: 'Metrics', description: 'What is measured, and how unusual it is. Public, and kept by caches.' },
  { name: 'Mails', description: 'Who is told of what. Answers tell nobody whether an address is known.' },
  { name: 'Operation', description: 'How this installation is, and what it offers.' },
  { name: 'Schedule', description: 'For the scheduler alone, with its secret.' },
];

const DESCRIPTION = `\
Statistics of every spot market of the large exchanges: latest value, baseline of the last 24 hours, ratio and rank.

- Times are ISO 8601 in UTC. A value that is not known is null, a gap in a graph an absent point.
- HEAD works wherever GET is public, OPTIONS everywhere; other methods answer 405, unknown paths 404.
- What is refused is told as problem details (RFC 9457); \`detail\` says what to send instead.
- Parameters are read strictly: an unknown, repeated or malformed one is refused with 400.
- Who writes more than 600 times in ten minutes, or is wrong about a secret 30 times, is answered 429 with Retry-After.
- Answers with an \`ETag\` change once a collection: send it back as \`If-None-Match\` to get a 304.`;

/** The OpenAPI 3.1 document, made from the schemas that the API itself parses and answers by. */
export function openApiDocument(appUrl: string) {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Crypto Metrics Tracker',
        version: manifest.version,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: `${appUrl}/api`, description: 'This installation.' }],
      tags: TAGS,
      paths,
      components: {
        securitySchemes: {
          adminToken: {
            type: 'http',
            scheme: 'bearer',
            description: 'The setting `ADMIN_TOKEN` of this installation.',
          },
          cronSecret: {
            type: 'http',
            scheme: 'bearer',
            description: 'The setting `CRON_SECRET` of this installation.',
          },
        },
      },
    },
    { override: plain },
  );
}

/** Leaves out what zod says too much: the pattern behind a format, the range of all integers, that answers never grow. */
const plain: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};
