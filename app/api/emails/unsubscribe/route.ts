import { pageOrProblem } from '@/app/api/emails/page-or-problem';
import { type Form, type Handler, isForm, readButton, readQuery, route, seeOther } from '@/lib/http';
import { oneClickSchema, subscriberDeps, tokenQuery, unsubscribe } from '@/lib/subscribers';

/** Somebody opened the address of the header `List-Unsubscribe`: the page with the button, since opening does nothing. */
const toPage: Handler = (request) => {
  const { token } = readQuery(request, tokenQuery);
  return seeOther(`/unsubscribe?token=${encodeURIComponent(token)}`);
};

/** A button without a body is pressed all the same. */
const pressed = (form: Form) => (Object.keys(form).length === 0 ? { 'List-Unsubscribe': 'One-Click' } : form);

const press: Handler = (request) =>
  pageOrProblem(request, '/unsubscribe', async () => {
    const { token } = readQuery(request, tokenQuery);
    const { page } = await readButton(request, oneClickSchema, pressed);
    const done = await unsubscribe(subscriberDeps(), token);
    if (isForm(request) && page !== undefined) return seeOther(`/unsubscribe?done=${done.status}`);
    return Response.json(done, { headers: { 'Cache-Control': 'no-store' } });
  });

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  GET: toPage,
  HEAD: toPage,
  POST: press,
});
