import type { Schema } from './document';
import { typeWords } from './type-words';

/** What a value may be; the name of a shape leads to it. */
export function TypeName({ schema }: { schema: Schema }) {
  const { text, shape } = typeWords(schema);
  if (shape === undefined) return text;
  const [before, after] = text.split(shape);
  return (
    <>
      {before}
      <a href={`#shape-${shape}`} className="text-accent underline underline-offset-2">
        {shape}
      </a>
      {after}
    </>
  );
}
