import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DeadLink, LinkPage } from '@/components/subscribe/link-page';
import { look } from '@/components/subscribe/look';
import { type LinkParams, tokenOf } from '@/components/subscribe/read-params';
import { TokenForm } from '@/components/subscribe/token-form';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Confirm', robots: 'noindex' };

export const instant = false;

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const params = await searchParams;
  const token = tokenOf(params);
  if (token === '') return params.sent === undefined ? <Start problem={params.problem} /> : <Sent />;
  const link = await look(token);
  if (link.state === 'unavailable') return <LinkPage title="Confirm your address" problem="unavailable" />;
  if (link.state !== 'valid' || link.purpose !== 'confirm') return <DeadLink />;
  return (
    <LinkPage title="Confirm your address" problem={params.problem}>
      <p className="max-w-prose">
        Mails go to <strong className="font-medium break-all">{link.email}</strong> once you press the button.
      </p>
      <TokenForm action="/api/emails/confirm" fields={{ token }}>
        Confirm
      </TokenForm>
    </LinkPage>
  );
}

function Sent() {
  return (
    <LinkPage title="Look into your inbox">
      <p className="max-w-prose" role="status">
        If the address can get mail, one is on its way: open the link in it.
      </p>
      {env().resendApiKey === undefined && (
        <p className="max-w-prose text-muted">
          This installation sends nothing (RESEND_API_KEY is not set): the mail is in the{' '}
          <a href="/mailbox" className="text-accent underline underline-offset-2">
            local mailbox
          </a>
          .
        </p>
      )}
    </LinkPage>
  );
}

function Start({ problem }: { problem: unknown }) {
  return (
    <LinkPage title="Sign up" problem={problem}>
      <p className="max-w-prose text-muted">
        The form is on the front page. A mail with a link follows; nothing begins before you open it.
      </p>
    </LinkPage>
  );
}
