import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DeadLink, LinkPage } from '@/components/subscribe/link-page';
import { lookAtWatches } from '@/components/subscribe/look';
import { MutedList } from '@/components/subscribe/muted-list';
import { readRefusedForm } from '@/components/subscribe/read-form';
import { type LinkParams, tokenOf } from '@/components/subscribe/read-params';
import { TokenForm } from '@/components/subscribe/token-form';
import { WatchesForm } from '@/components/subscribe/watches-form';
import { Notice } from '@/components/ui/notice';
import { watchListSchema } from '@/lib/subscribers';

export const metadata: Metadata = { title: 'Manage alerts', robots: 'noindex' };

export const instant = false;

const DONE: Record<string, string> = {
  confirmed: 'Your address is confirmed, and your alerts are on.',
  saved: 'Saved.',
  none: 'Unmuted.',
};

export default async function ManagePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const params = await searchParams;
  const token = tokenOf(params);
  const link = await lookAtWatches(token);
  if (link.state === 'unavailable') return <LinkPage title="Manage alerts" problem="unavailable" />;
  if (link.state !== 'valid') return <DeadLink />;
  const { managed } = link;
  const isSubscribed = managed.status !== 'silenced';
  const page = `/manage?token=${encodeURIComponent(token)}`;
  const refused = await readRefusedForm(page, params.problem, watchListSchema);
  const hasFaults = refused !== null && Object.keys(refused.faults).length > 0;
  const done =
    typeof params.done === 'string' && Object.hasOwn(DONE, params.done) ? DONE[params.done] : undefined;
  return (
    <LinkPage title="Manage alerts" problem={hasFaults ? 'marked-fields' : params.problem}>
      {done !== undefined && <Notice title={done} />}
      <p className="max-w-prose">
        <strong className="font-medium break-all">{managed.email}</strong>{' '}
        {isSubscribed
          ? 'gets an email when one of these alerts fires, and one when it is over.'
          : 'is unsubscribed. Sign up again on the front page to turn these alerts on.'}
      </p>
      {isSubscribed && <WatchesForm token={token} managed={managed} refused={refused} />}
      {isSubscribed && <MutedList token={token} mutes={managed.mutes} />}
      <section
        aria-labelledby="leave"
        className="mt-4 flex w-full flex-col gap-3 border-t border-hairline pt-4"
      >
        <h2 id="leave" className="font-medium">
          {isSubscribed ? 'Stop emails' : 'Your data'}
        </h2>
        <div className="flex flex-wrap gap-3">
          {isSubscribed && (
            <TokenForm
              action={`/api/emails/unsubscribe?token=${encodeURIComponent(token)}`}
              fields={{ 'List-Unsubscribe': 'One-Click', page: '1' }}
              tone="plain"
            >
              Unsubscribe
            </TokenForm>
          )}
        </div>
        {/* Deleting takes a second step: it cannot be undone. */}
        <details>
          <summary className="target text-muted hover:text-ink">Delete my data</summary>
          <p className="mt-1 mb-3 max-w-prose">
            This deletes your address, your alerts and everything else stored with them, at once.
          </p>
          <TokenForm action="/api/emails/remove" fields={{ token }} tone="bad">
            Delete permanently
          </TokenForm>
        </details>
      </section>
    </LinkPage>
  );
}
