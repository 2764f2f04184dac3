/** Whom to write to; as wide as there is room. */
export function EmailField({ className = '' }: { className?: string }) {
  return (
    <label className={`flex min-w-0 grow flex-col gap-1 text-xs text-muted ${className}`}>
      E-mail address
      <input
        type="email"
        name="email"
        required
        maxLength={254}
        autoComplete="email"
        placeholder="you@example.com"
        className="control w-full"
      />
    </label>
  );
}
