/** Beside a form's own button, for who has no scripts: others see it as they type. */
export function PreviewButton() {
  return (
    <noscript>
      <button
        type="submit"
        formAction="/api/watches/preview"
        formNoValidate
        className="control cursor-pointer px-4 pointer-coarse:min-h-11"
      >
        How many mails would this be?
      </button>
    </noscript>
  );
}
