const SAY: Record<string, string> = {
  'marked-fields': 'Check the marked fields, and send the form again.',
  'bad-request':
    'Something in the form cannot be used: check the address and the numbers, and whether there is such a market.',
  'too-large': 'The form is too large: shorten it, and send it again.',
  'too-many-requests': 'There were too many requests from here: try again in ten minutes.',
  gone: 'The link has expired or was ended: sign up again, or use the link of the newest mail.',
  'not-found': 'The link is not complete: open it from the mail, or copy all of it.',
  unavailable: 'The service cannot do it now: try again in a minute.',
};

/** What a page says about a form that was refused; `code` is a problem's. Nothing for what is none. */
export function problemText(code: unknown): string | undefined {
  return typeof code === 'string' && Object.hasOwn(SAY, code) ? SAY[code] : undefined;
}

/** What the API says of a field, without what only programs need: its place in the body, and where names are listed. */
export function forPeople(detail: string): string {
  const words = detail
    .replace(/"watches\[\d+\]\.\w+": /g, '')
    .replace(/ GET \/api\/.*$/s, '')
    .replace('There is no dimension', 'There is no market')
    .replace(/^send /, 'Enter ');
  return words.endsWith('.') ? words : `${words}.`;
}
