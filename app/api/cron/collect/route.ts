import { composeAlertMail } from '@/components/emails';
import { env } from '@/lib/env';
import { cronRoute } from '@/lib/http';
import { alertMailing } from '@/lib/subscribers';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute(async () => {
  // Here and not above: the exchange library weighs 99 MB, which no other route is to load.
  const { collect } = await import('@/lib/collect');
  const { appSecret: secret, appUrl } = env();
  // Without it no link in a mail could be signed.
  return collect(secret === undefined ? null : alertMailing({ secret, appUrl }, composeAlertMail));
});
