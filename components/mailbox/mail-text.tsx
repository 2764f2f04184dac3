const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** The plain text of a mail, its addresses as links. */
export function MailText({ text }: { text: string }) {
  const parts = text.split(ADDRESS);
  let at = 0;
  return (
    <p className="rounded-md border border-hairline bg-raised p-4 font-mono text-sm break-words whitespace-pre-wrap">
      {parts.map((part) => {
        const key = at;
        at += part.length;
        return ADDRESS.test(part) ? (
          <a key={key} href={part} rel="noreferrer" className="text-accent underline">
            {part}
          </a>
        ) : (
          part
        );
      })}
    </p>
  );
}
