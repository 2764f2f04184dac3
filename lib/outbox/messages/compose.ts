import type { ReactElement } from 'react';
import { render, toPlainText } from 'react-email';

/** A mail as HTML, and as the text that the HTML says. A subject is one line. */
export async function compose(subject: string, mail: ReactElement) {
  const html = await render(mail);
  return { subject: subject.replace(/\p{C}+/gu, ' ').trim(), html, text: toPlainText(html) };
}
