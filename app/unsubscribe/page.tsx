import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DeadLink, LinkPage } from '@/components/subscribe/link-page';
import { look } from '@/components/subscribe/look';
import { type LinkParams, tokenOf } from '@/components/subscribe/read-params';
import { TokenForm } from '@/components/subscribe/token-form';

export const metadata: Metadata = { title: 'Unsubscribe', robots: 'noindex' };

export const instant = false;

export default async function UnsubscribePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const params = await searchParams;
  if (params.done === 'unsubscribed')
    return <Done>You're unsubscribed: no more alerts go to your address.</Done>;
  if (params.done === 'removed') return <Done>Your address is deleted, with everything stored with it.</Done>;
  if (params.done === 'blocked') return <Done>We won't email you about sign-ups for 90 days.</Done>;
  const token = tokenOf(params);
  if (token === '') return <Bare problem={params.problem} />;
  const link = await look(token);
  if (link.state === 'unavailable') return <LinkPage title="Unsubscribe" problem="unavailable" />;
  if (link.state !== 'valid' || link.purpose === 'confirm' || link.purpose === 'mute') return <DeadLink />;
  if (link.purpose === 'block') return <Block token={token} />;
  const address = <strong className="font-medium break-all">{link.email}</strong>;
  if (link.purpose === 'remove') {
    return (
      <LinkPage title="Delete your address">
        <p className="max-w-prose">
          This deletes {address} at once, with your alerts and everything else stored with it.
        </p>
        <TokenForm action="/api/emails/remove" fields={{ token }} tone="bad">
          Delete my address
        </TokenForm>
      </LinkPage>
    );
  }
  return (
    <LinkPage title="Unsubscribe">
      <p className="max-w-prose">Stop all alerts to {address}?</p>
      <TokenForm
        action={`/api/emails/unsubscribe?token=${encodeURIComponent(token)}`}
        fields={{ 'List-Unsubscribe': 'One-Click', page: '1' }}
      >
        Unsubscribe
      </TokenForm>
    </LinkPage>
  );
}

function Block({ token }: { token: string }) {
  return (
    <LinkPage title="Stop these emails">
      <p className="max-w-prose">
        For 90 days we won't email your mailbox when someone enters your address here, or asks to delete it.
        Alerts that you confirmed continue.
      </p>
      <TokenForm
        action={`/api/emails/unsubscribe?token=${encodeURIComponent(token)}`}
        fields={{ 'List-Unsubscribe': 'One-Click', page: '1' }}
      >
        Don't email me again
      </TokenForm>
    </LinkPage>
  );
}

function Done({ children }: { children: string }) {
  return (
    <LinkPage title="Done">
      <p className="max-w-prose" role="status">
        {children}
      </p>
    </LinkPage>
  );
}

function Bare({ problem }: { problem: unknown }) {
  return (
    <LinkPage title="Unsubscribe" problem={problem}>
      <p className="max-w-prose text-muted">To unsubscribe, open the link at the end of any email from us.</p>
    </LinkPage>
  );
}
