/** A text of the document; what stands in backticks is set as code. */
export function Prose({ text }: { text: string }) {
  let at = 0;
  return text.split('`').map((part, i) => {
    const key = at;
    at += part.length + 1;
    return i % 2 === 1 ? (
      <code key={key} className="rounded bg-raised px-1 font-mono text-[0.8125rem] break-words text-ink">
        {part}
      </code>
    ) : (
      part
    );
  });
}
