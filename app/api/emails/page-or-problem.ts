import { draftCookie } from '@/components/subscribe/draft';
import { type Form, type Handler, HttpProblem, isForm, seeOther } from '@/lib/http';
import { env } from '@/lib/platform/env';

/** What somebody sent, and the page whose form it is. */
export interface Sent {
  page: string;
  fields: Form;
}

/**
 * What `work` answers. Where a browser sent a form that is refused, its person is led to a page that says why, and
 * not to a problem document; programs get that. `sentForm` returns what was sent once it is read: its page fills the form
 * with it again.
 */
export async function pageOrProblem(
  request: Request,
  page: string,
  work: () => ReturnType<Handler>,
  sentForm: () => Sent | null = () => null,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const isPerson = isForm(request) && (request.headers.get('accept') ?? '').includes('text/html');
    if (!isPerson || !(error instanceof HttpProblem) || error.code === 'forbidden') throw error;
    const sent = sentForm();
    const shown = sent?.page ?? page;
    const response = seeOther(`${shown}${shown.includes('?') ? '&' : '?'}problem=${error.code}`);
    const cookie = sent && draftCookie(sent.page, sent.fields, env().appUrl);
    if (cookie !== null) response.headers.append('Set-Cookie', cookie);
    return response;
  }
}
