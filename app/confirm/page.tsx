import type { Metadata } from 'next';
import { connection } from 'next/server';
import { AskedFor } from '@/components/subscribe/asked-for';
import { DeadLink, LinkPage } from '@/components/subscribe/link-page';
import { look } from '@/components/subscribe/look';
import { readRefusedForm } from '@/components/subscribe/read-form';
import { type LinkParams, tokenOf } from '@/components/subscribe/read-params';
import { SignUpFields } from '@/components/subscribe/sign-up-fields';
import { TokenForm } from '@/components/subscribe/token-form';
import { env } from '@/lib/platform/env';
import { MAX_EMAILS_A_DAY, signUpSchema } from '@/lib/subscribers';

export const metadata: Metadata = { title: 'Confirm', robots: 'noindex' };

export const instant = false;

const TITLE = 'Confirm your address';

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const params = await searchParams;
  const token = tokenOf(params);
  if (token === '') return params.sent === undefined ? <Start problem={params.problem} /> : <Sent />;
  const link = await look(token);
  if (link.state === 'unavailable') return <LinkPage title={TITLE} problem="unavailable" />;
  if (link.state !== 'valid' || link.purpose !== 'confirm') return <DeadLink />;
  const { email, signUp, status } = link;
  if (signUp === null) return <DeadLink />;
  if (signUp.isConfirmed) return <Done email={email} token={token} problem={params.problem} />;
  const isSubscribed = status === 'confirmed';
  return (
    <LinkPage title={isSubscribed ? 'Add alerts' : TITLE} problem={params.problem}>
      <p className="max-w-prose">
        {isSubscribed ? 'Add to the alerts for ' : 'Start email alerts for '}
        <strong className="font-medium break-all">{email}</strong>:
      </p>
      <AskedFor watches={signUp.watches} timeZone={isSubscribed ? null : signUp.timeZone} />
      <TokenForm action="/api/emails/confirm" fields={{ token }}>
        {isSubscribed ? 'Add alerts' : 'Start alerts'}
      </TokenForm>
    </LinkPage>
  );
}

function Done({ email, token, problem }: { email: string; token: string; problem: unknown }) {
  return (
    <LinkPage title="Already confirmed" problem={problem}>
      <p className="max-w-prose" role="status">
        <strong className="font-medium break-all">{email}</strong> gets these alerts already.
      </p>
      <TokenForm action="/api/emails/confirm" fields={{ token }} tone="plain">
        Manage alerts
      </TokenForm>
    </LinkPage>
  );
}

function Sent() {
  return (
    <LinkPage title="Check your inbox">
      <p className="max-w-prose" role="status">
        If your address can receive an email from us, a link is on its way. Open it to start your alerts.
      </p>
      <div className="max-w-prose text-muted">
        <p>No email after a few minutes?</p>
        <ul className="mt-1 list-disc pl-5">
          <li>Check the spelling of your address, and your spam folder.</li>
          <li>
            We send at most {MAX_EMAILS_A_DAY} of these emails a day to a mailbox. Use the link in the last
            one, or try again tomorrow.
          </li>
          <li>We send none for 90 days after you chose “Don't email me again”.</li>
        </ul>
      </div>
      {!env().emails.areSent && (
        <p className="max-w-prose text-muted">
          Email isn't set up on this server. The email is in the{' '}
          <a href="/mailbox" className="text-accent underline underline-offset-2">
            local mailbox
          </a>
          .
        </p>
      )}
    </LinkPage>
  );
}

async function Start({ problem }: { problem: unknown }) {
  const refused = await readRefusedForm('/confirm', problem, signUpSchema);
  const hasFaults = refused !== null && Object.keys(refused.faults).length > 0;
  return (
    <LinkPage title="Sign up" problem={hasFaults ? 'marked-fields' : problem}>
      <p className="max-w-prose text-muted">Your alerts start once you confirm by email.</p>
      <form action="/api/emails" method="post" className="flex w-full flex-wrap items-start gap-x-4 gap-y-3">
        <SignUpFields refused={refused} />
      </form>
    </LinkPage>
  );
}
