/**
 * Beside a form's own button, for who has no scripts: others see it as they type. `back` is the page of the form, which
 * says what is wrong with it.
 */
export function PreviewButton({ back = '/confirm' }: { back?: string }) {
  return (
    <noscript>
      <button
        type="submit"
        name="back"
        value={back}
        formAction="/api/watches/preview"
        formNoValidate
        className="control cursor-pointer px-4 pointer-coarse:min-h-11"
      >
        How many mails would this be?
      </button>
    </noscript>
  );
}
