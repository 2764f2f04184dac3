import { CodeBlock, exampleText } from './code-block';
import type { Media } from './document';
import { FieldList } from './field-list';
import { fieldsOf } from './fields';
import { TypeName } from './type-name';

interface Props {
  type: string;
  media: Media;
}

/** One way in which a body is written: its shape, or its fields where it has no name, and examples. */
export function MediaView({ type, media: { schema, example, examples } }: Props) {
  const fields = schema === undefined ? [] : fieldsOf(schema);
  return (
    <div className="space-y-2">
      <p className="text-xs text-muted">
        <code className="font-mono">{type}</code>
        {schema !== undefined && (
          <>
            {': '}
            <TypeName schema={schema} />
            {schema.description !== undefined && `. ${schema.description}`}
          </>
        )}
      </p>
      {fields.length > 0 && <FieldList fields={fields} label="Fields" />}
      {example !== undefined && <CodeBlock label="Example" code={exampleText(example)} />}
      {Object.entries(examples).map(([name, { summary, value }]) => (
        <CodeBlock key={name} label={`Example: ${summary ?? name}`} code={exampleText(value)} />
      ))}
    </div>
  );
}
