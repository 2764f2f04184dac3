import type { Parameter, Schema } from './document';
import type { Field } from './field-list';
import { TypeName } from './type-name';

/** The fields of an object; those of an object within it are named by both, with a dot. */
export function fieldsOf(schema: Schema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const field = {
      name,
      type: <TypeName schema={value} />,
      required: schema.required.includes(key),
      description: value.description ?? '',
    };
    return [field, ...fieldsOf(objectIn(value), `${name}${value.items === undefined ? '' : '[]'}.`)];
  });
}

/** The object that a value holds: itself, one of what it may be, or what it is a list of. */
function objectIn(schema: Schema): Schema {
  if (schema.items !== undefined) return objectIn(schema.items);
  return schema.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
}

export function parameterField({ name, schema, required, description, example }: Parameter): Field {
  return {
    name,
    type: <TypeName schema={schema} />,
    required,
    description,
    example: example === undefined ? undefined : String(example),
  };
}
