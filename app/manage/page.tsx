import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DeadLink, LinkPage } from '@/components/subscribe/link-page';
import { lookAtWatches } from '@/components/subscribe/look';
import { MutedList } from '@/components/subscribe/muted-list';
import { type LinkParams, tokenOf } from '@/components/subscribe/read-params';
import { TokenForm } from '@/components/subscribe/token-form';
import { WatchesForm } from '@/components/subscribe/watches-form';
import { Notice } from '@/components/ui/notice';

export const metadata: Metadata = { title: 'Manage your mails', robots: 'noindex' };

export const instant = false;

const DONE: Record<string, string> = {
  confirmed: 'Your address is confirmed. You are told of what stands below.',
  saved: 'Saved.',
  none: 'You hear of it again.',
};

export default async function ManagePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const params = await searchParams;
  const token = tokenOf(params);
  const link = await lookAtWatches(token);
  if (link.state === 'unavailable') return <LinkPage title="Manage your mails" problem="unavailable" />;
  if (link.state !== 'valid') return <DeadLink />;
  const { managed } = link;
  const done =
    typeof params.done === 'string' && Object.hasOwn(DONE, params.done) ? DONE[params.done] : undefined;
  return (
    <LinkPage title="Manage your mails" problem={params.problem}>
      {done !== undefined && <Notice title={done} />}
      <p className="max-w-prose">
        <strong className="font-medium break-all">{managed.email}</strong>{' '}
        {managed.status === 'silenced'
          ? 'gets no mail: it was unsubscribed. Sign up again to change that.'
          : 'gets a mail when a value is that many times its average over 24 hours, or (below) that fraction of it.'}
      </p>
      <WatchesForm token={token} managed={managed} />
      <MutedList token={token} mutes={managed.mutes} />
      <section
        aria-labelledby="leave"
        className="mt-4 flex w-full flex-col gap-3 border-t border-hairline pt-4"
      >
        <h2 id="leave" className="font-medium">
          Leave
        </h2>
        <div className="flex flex-wrap gap-3">
          <TokenForm
            action={`/api/emails/unsubscribe?token=${encodeURIComponent(token)}`}
            fields={{ 'List-Unsubscribe': 'One-Click', page: '1' }}
            tone="plain"
          >
            Unsubscribe
          </TokenForm>
          <TokenForm action="/api/emails/remove" fields={{ token }} tone="bad">
            Delete my address and all that is kept with it
          </TokenForm>
        </div>
      </section>
    </LinkPage>
  );
}
