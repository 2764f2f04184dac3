import { Answers } from './answers';
import { CodeBlock } from './code-block';
import { curlOf, SECRETS, secretOf } from './curl';
import type { Operation } from './document';
import { FieldList } from './field-list';
import { parameterField } from './fields';
import { MediaView } from './media-view';
import { Method } from './method';
import { Prose } from './prose';
import { triedOf } from './tried';
import { TryIt } from './try-it';

interface Props {
  operation: Operation;
  serverUrl: string;
}

/** One operation, whole: what it is for, a line that asks it, what it takes and everything that it may answer. */
export function OperationView({ operation, serverUrl }: Props) {
  const {
    operationId: id,
    method,
    path,
    summary,
    description,
    parameters,
    requestBody,
    responses,
  } = operation;
  const curl = curlOf(operation, serverUrl);
  const tried = triedOf(operation);
  return (
    <section aria-labelledby={id} className="space-y-4 border-t border-hairline py-6">
      <div>
        <h3 id={id} className="flex flex-wrap items-baseline gap-x-3 font-medium">
          <Method method={method} />
          <code className="font-mono break-all">{path}</code>
          <span>{summary}</span>
        </h3>
        <p className="mt-1 max-w-prose text-muted">
          <Prose text={description} />
        </p>
        <Secret operation={operation} />
      </div>
      {curl === null ? (
        <p className="text-muted">It is called with a signature, which no line of yours can make.</p>
      ) : (
        <CodeBlock label="In a shell" code={curl} />
      )}
      {parameters.length > 0 && (
        <div>
          <h4 className="pb-1 font-medium">Parameters</h4>
          <FieldList fields={parameters.map(parameterField)} label={`Parameters of ${path}`} />
        </div>
      )}
      {requestBody !== undefined && (
        <div className="space-y-2">
          <h4 className="font-medium">Body</h4>
          {Object.entries(requestBody.content).map(([type, media]) => (
            <MediaView key={type} type={type} media={media} />
          ))}
        </div>
      )}
      {tried !== null && <TryIt tried={tried} />}
      <Answers answers={responses} />
    </section>
  );
}

/** Whose secret it needs, and where it comes from. */
function Secret({ operation }: { operation: Operation }) {
  const secret = secretOf(operation);
  const needsToken = operation.parameters.some(({ name }) => name === 'token');
  if (secret === null && !needsToken) return null;
  return (
    <p className="mt-1 text-muted">
      {secret !== null && (
        <>
          Needs <Prose text={`\`$${SECRETS[secret]}\``} />, the setting of that name.
        </>
      )}
      {needsToken && (
        <>
          <Prose text="`$TOKEN`" /> is the end of the link in a mail.
        </>
      )}
    </p>
  );
}
