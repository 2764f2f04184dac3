import { bodyText, HttpProblem, route } from '@/lib/http';
import { obeyWebhook, UnsignedError } from '@/lib/outbox';
import { pool } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = route({
  async POST(request) {
    const secret = env().resendWebhookSecret;
    if (secret === undefined) {
      throw new HttpProblem(
        'unauthorized',
        'No RESEND_WEBHOOK_SECRET is set, so nobody may call this: set the signing secret that Resend shows.',
      );
    }
    const header = (name: string) => request.headers.get(`svix-${name}`) ?? '';
    const signed = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
    const body = await bodyText(request);
    try {
      const outcome = await obeyWebhook({ ...signed, body }, secret, pool);
      return Response.json(outcome, { headers: { 'Cache-Control': 'no-store' } });
    } catch (error) {
      if (!(error instanceof UnsignedError)) throw error;
      throw new HttpProblem(
        'unauthorized',
        'Only Resend may call this, within five minutes of its signature.',
      );
    }
  },
});
