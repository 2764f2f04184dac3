interface Props {
  code: string;
  label: string;
}

/** Code as it stands; a line too long for the screen is broken, not hidden. */
export function CodeBlock({ code, label }: Props) {
  return (
    <figure className="min-w-0">
      <figcaption className="pb-1 text-xs text-muted">{label}</figcaption>
      <pre className="rounded-md border border-hairline bg-raised p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </figure>
  );
}

/** An example as it would be answered, for reading. */
export function exampleText(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}
