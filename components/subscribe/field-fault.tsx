/** What is wrong with a field, below it; described by `<name>-fault`. */
export function FieldFault({ name, fault }: { name: string; fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <span id={`${name}-fault`} className="max-w-prose text-sm text-bad">
      {fault}
    </span>
  );
}
