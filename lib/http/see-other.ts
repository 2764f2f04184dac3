/** 303 to a page of ours, for a form that a page without JavaScript sent. `path` is relative: a proxy may rename us. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
