import { type Handler, HttpProblem, isForm, seeOther } from '@/lib/http';

/**
 * What `work` answers. Where a browser sent a form that is refused, its person is led to a page that says why, and
 * not to a problem document; programs get that.
 */
export async function pageOrProblem(
  request: Request,
  page: string,
  work: () => ReturnType<Handler>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const isPerson = isForm(request) && (request.headers.get('accept') ?? '').includes('text/html');
    if (!isPerson || !(error instanceof HttpProblem) || error.code === 'forbidden') throw error;
    return seeOther(`${page}${page.includes('?') ? '&' : '?'}problem=${error.code}`);
  }
}
