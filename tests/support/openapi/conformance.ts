import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ApiDocument, operationOf } from './document';

export interface Conformance {
  /** What is wrong with an answer of this path to a method, by the document; empty if nothing. */
  faultsOf(path: string, answer: Response, method?: string): Promise<string[]>;
  /** The same of a body alone. */
  bodyFaults(path: string, method: string, status: string, mediaType: string, body: unknown): string[];
}

/** Holds answers to a document whose objects are closed: a field that it does not name is a fault as well. */
export function conformance(document: ApiDocument): Conformance {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(closed(document), 'document');

  const bodyFaults: Conformance['bodyFaults'] = (path, method, status, mediaType, body) => {
    const steps = ['paths', path, method, 'responses', status, 'content', mediaType, 'schema'];
    const validate = ajv.compile({ $ref: `document#/${steps.map(pointerStep).join('/')}` });
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  };

  return {
    bodyFaults,
    async faultsOf(path, answer, asked = 'GET') {
      const status = String(answer.status);
      const found = operationOf(document, path, asked);
      const described = found?.operation.responses[status];
      if (found === undefined || described === undefined) return [`${path} has no ${status}`];
      const missing = Object.entries(described.headers)
        .filter(([name, { required }]) => required && !answer.headers.has(name))
        .map(([name]) => `there is no header ${name}`);
      const text = await answer.text();
      const mediaType = answer.headers.get('content-type')?.split(';')[0];
      if (mediaType === undefined) {
        const expected = Object.keys(described.content);
        return expected.length === 0 && text === '' ? missing : [...missing, `it is not ${expected}`];
      }
      if (described.content[mediaType] === undefined) return [...missing, `${status} has no ${mediaType}`];
      if (text === '') return missing;
      const body: unknown = mediaType.endsWith('json') ? JSON.parse(text) : text;
      return [...missing, ...bodyFaults(path, found.method, status, mediaType, body)];
    },
  };
}

/** A name in a JSON pointer in a URI (RFC 6901, 6). */
function pointerStep(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function closed(document: ApiDocument): object {
  return JSON.parse(JSON.stringify(document), (_key, value) =>
    value?.type === 'object' && 'properties' in value && !('additionalProperties' in value)
      ? { ...value, additionalProperties: false }
      : value,
  );
}
