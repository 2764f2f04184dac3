import type { Schema } from './document';

/** The name of the shape that a reference leads to. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

export interface TypeWords {
  text: string;
  /** The shape that it is made of, which is described in its own place. */
  shape?: string;
}

/** What a value may be, in words: `number or null`, `list of Graph`, `"24h", "7d" or "30d"`. */
export function typeWords(schema: Schema): TypeWords {
  if (schema.$ref !== undefined) return { text: refName(schema.$ref), shape: refName(schema.$ref) };
  if (schema.const !== undefined) return { text: JSON.stringify(schema.const) };
  if (schema.enum !== undefined) return { text: either(schema.enum.map((value) => JSON.stringify(value))) };
  if (schema.anyOf !== undefined) return union(schema.anyOf.map(typeWords));
  const types = [schema.type ?? 'any value'].flat();
  if (types.includes('array')) {
    const item = schema.items === undefined ? { text: 'anything' } : typeWords(schema.items);
    return { ...item, text: `list of ${item.text}` };
  }
  return { text: `${either(types)}${limits(schema)}` };
}

function union(parts: TypeWords[]): TypeWords {
  const shape = parts.find((part) => part.shape !== undefined)?.shape;
  const text = either([...new Set(parts.map((part) => part.text))]);
  return shape === undefined ? { text } : { text, shape };
}

function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function limits({ format, minimum, exclusiveMinimum, maximum, minLength, maxLength }: Schema): string {
  const parts = [
    format ?? '',
    minimum === undefined ? '' : `from ${minimum}`,
    exclusiveMinimum === undefined ? '' : `above ${exclusiveMinimum}`,
    maximum === undefined ? '' : `to ${maximum}`,
    minLength === undefined || minLength < 2 ? '' : `at least ${minLength} characters`,
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(' ')})`;
}
