import { z } from 'zod';
import type { Media } from './document';
import { Prose } from './prose';
import { TypeName } from './type-name';

const problem = z.object({ code: z.string(), detail: z.string() });

/** A refusal: what it is called, and what its `detail` says in each case. All else in it is the same each time. */
export function ProblemView({ media: { schema, examples } }: { media: Media }) {
  const problems = Object.entries(examples).map(([name, { value }]) => ({ name, ...problem.parse(value) }));
  return (
    <div className="space-y-1">
      <p className="text-xs text-muted">
        <code className="font-mono">application/problem+json</code>
        {schema !== undefined && (
          <>
            {': '}
            <TypeName schema={schema} />
          </>
        )}
        <Prose
          text={`, whose \`code\` is \`${problems[0]?.code ?? ''}\` and whose \`detail\` says, for example:`}
        />
      </p>
      <ul className="list-disc space-y-1 pl-5">
        {problems.map(({ name, detail }) => (
          <li key={name} className="max-w-prose break-words">
            {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}
