import type { ApiDocument } from './document';
import { FieldList } from './field-list';
import { fieldsOf } from './fields';
import { TypeName } from './type-name';

/** The shapes that bodies are made of, each once. */
export function Shapes({ schemas }: { schemas: ApiDocument['components']['schemas'] }) {
  return (
    <section aria-labelledby="shapes" className="pt-8">
      <h2 id="shapes" className="text-lg font-semibold tracking-tight">
        Shapes
      </h2>
      {Object.entries(schemas).map(([name, schema]) => {
        const fields = fieldsOf(schema);
        return (
          <section key={name} aria-labelledby={`shape-${name}`} className="py-4">
            <h3 id={`shape-${name}`} className="font-mono font-medium">
              {name}
            </h3>
            {schema.description !== undefined && (
              <p className="max-w-prose pb-2 text-muted">{schema.description}</p>
            )}
            {fields.length > 0 ? (
              <FieldList fields={fields} label={`Fields of ${name}`} />
            ) : (
              <p className="text-muted">
                <TypeName schema={schema} />
              </p>
            )}
          </section>
        );
      })}
    </section>
  );
}
