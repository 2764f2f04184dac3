import { type DestinationStream, type Logger, pino } from 'pino';
import { env, secretsIn } from './env';
import { redactSecrets, redactTokens, redactUrl } from './redact';
import { singleton } from './singleton';

const SECRETS = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'databaseUrl',
  'connectionString',
  'apiKey',
  'adminToken',
  'appSecret',
  'cronSecret',
];

/** The process's logger: one JSON line an event on standard output, secrets removed. */
export function log(): Logger {
  return singleton('log', () => createLog(env().logLevel, undefined, secretsIn()));
}

/** A logger that writes to `destination`, by default standard output; none of `secrets` is in any line of it. */
export function createLog(
  level: string,
  destination?: DestinationStream,
  secrets: readonly string[] = [],
): Logger {
  const asWritten = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))];
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: brief, url: redactAddress, path: redactAddress },
      // The last word on every line: an error's message or stack may quote an address.
      hooks: { streamWrite: (line) => redactTokens(redactSecrets(line, asWritten)) },
      redact: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    },
    destination,
  );
}

function redactAddress(url: unknown): unknown {
  return typeof url === 'string' ? redactUrl(url) : url;
}

/** An error without what libraries hang on it: pg's carry the whole client, with its password. */
function brief(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, message, code, stack, ...(cause === undefined ? {} : { cause: brief(cause) }) };
}
