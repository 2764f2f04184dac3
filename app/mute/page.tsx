import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DeadLink, LinkPage } from '@/components/subscribe/link-page';
import { lookAtMutes } from '@/components/subscribe/look';
import { MuteButtons, MuteDone } from '@/components/subscribe/mute-buttons';
import { type LinkParams, tokenOf } from '@/components/subscribe/read-params';
import { patternWords } from '@/lib/format/pattern-words';

export const metadata: Metadata = { title: 'Mute', robots: 'noindex' };

export const instant = false;

export default async function MutePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const params = await searchParams;
  const token = tokenOf(params);
  const link = await lookAtMutes(token, params.dimension);
  if (link.state === 'unavailable') return <LinkPage title="Mute" problem="unavailable" />;
  if (link.state !== 'valid') return <DeadLink />;
  const { dimension, email, until } = link;
  const isDone = params.done !== undefined;
  return (
    <LinkPage title={isDone ? 'Done' : `Mute ${patternWords(dimension)}`} problem={params.problem}>
      <MuteDone dimension={dimension} email={email} until={until} isDone={isDone} />
      <MuteButtons
        token={token}
        dimension={dimension}
        until={until}
        first={params.for === 'ever' ? 'ever' : 'day'}
      />
    </LinkPage>
  );
}
