import { Contents } from './contents';
import { type ApiDocument, operationsOf } from './document';
import { OperationView } from './operation-view';
import { Prose } from './prose';
import { Shapes } from './shapes';

/** The whole interface, as its own document tells it. */
export function ApiDocs({ document }: { document: ApiDocument }) {
  const operations = operationsOf(document);
  const [{ url }] = document.servers;
  return (
    <div className="page grid gap-x-10 pt-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <Contents tags={document.tags} operations={operations} />
      <div className="min-w-0">
        <Introduction document={document} />
        {document.tags.map(({ name, description }) => (
          <section key={name} aria-labelledby={`tag-${name}`} className="pt-8">
            <h2 id={`tag-${name}`} className="text-lg font-semibold tracking-tight">
              {name}
            </h2>
            <p className="max-w-prose pb-4 text-muted">{description}</p>
            {operations
              .filter((operation) => operation.tags.includes(name))
              .map((operation) => (
                <OperationView key={operation.operationId} operation={operation} serverUrl={url} />
              ))}
          </section>
        ))}
        <Shapes schemas={document.components.schemas} />
      </div>
    </div>
  );
}

function Introduction({ document: { info, servers } }: { document: ApiDocument }) {
  const [first = '', ...points] = info.description.split(/\n+(?:- )?/);
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">API</h1>
      <p className="mt-2 max-w-prose text-muted">{first}</p>
      <ul className="mt-2 max-w-prose list-disc space-y-1 pl-5 text-muted">
        {points.map((point) => (
          <li key={point}>
            <Prose text={point} />
          </li>
        ))}
      </ul>
      <p className="mt-3">
        Everything is below <code className="font-mono break-all">{servers[0].url}</code>. The same for
        programs, as OpenAPI 3.1:{' '}
        <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
          /api/openapi.json
        </a>
      </p>
    </>
  );
}
