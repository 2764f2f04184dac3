import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import { LinkPage } from '@/components/subscribe/link-page';
import { lookAtPreview } from '@/components/subscribe/look-at-preview';
import { PreviewExamples } from '@/components/subscribe/preview-examples';
import { PreviewWatches } from '@/components/subscribe/preview-watches';
import type { LinkParams } from '@/components/subscribe/read-params';

export const metadata: Metadata = { title: 'How many mails would this be?', robots: 'noindex' };

export const instant = false;

/** For who has no scripts: the form's own line says the same. */
export default async function PreviewPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  await connection();
  const { watches, problem } = await searchParams;
  const title = 'How many mails would this be?';
  if (problem !== undefined) return <LinkPage title={title} problem={problem} />;
  const looked = await lookAtPreview(watches, await headers());
  if ('problem' in looked) {
    return (
      <LinkPage title={title}>
        <p role="status">{looked.problem}</p>
      </LinkPage>
    );
  }
  return (
    <LinkPage title={title}>
      <PreviewWatches watches={looked.watches} />
      <p className="max-w-prose" role="status">
        {looked.previewed.summary}
      </p>
      <PreviewExamples of={looked.previewed} />
    </LinkPage>
  );
}
