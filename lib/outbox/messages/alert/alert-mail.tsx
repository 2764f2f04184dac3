import { LRUCache } from 'lru-cache';
import { Link, render, Text } from 'react-email';
import type { AlertEntry, AlertLinks, AlertMail, ComposeAlertMail } from '@/lib/alerts';
import { Layout } from '@/lib/outbox/messages/layout';
import { shownWithin } from './budget';
import { Entry } from './entry';
import { entryFacts } from './entry-facts';
import { subjectOf } from './subject';
import { textOf } from './text';
import { moreWords, WHY } from './why';

/** A graph each for so many entries: a mail is read, not scrolled. */
const GRAPHS = 3;

/** What stands in the frame until a mail's own is put in; letters that no mail says. */
const SLOTS = {
  title: 'TitleOfThisMail',
  preview: 'PreviewOfThisMail',
  body: 'BodyOfThisMail',
  more: 'MoreThanThisMail',
} as const;

/**
 * Composes what a mail says as HTML and text. React renders the frame once and each entry once a place in a mail; a
 * mail is put together of these, since thousands may wait for it (6 ms a mail if rendered whole).
 */
export const composeAlertMail: ComposeAlertMail = async (whole, links) => {
  const subject = subjectOf(whole)
    .replace(/\p{C}+/gu, ' ')
    .trim();
  const alone = whole.entries.length === 1 && whole.more === 0;
  const all = await Promise.all(
    whole.entries.map((entry, place) =>
      entryHtml(entry, whole, links, { alone, withGraph: entry.event === 'begin' && place < GRAPHS }),
    ),
  );
  const parts = shownWithin(all);
  const entries = whole.entries.slice(0, parts.length);
  const mail = { ...whole, entries, more: whole.more + whole.entries.length - entries.length };
  const [first] = mail.entries;
  const filled = {
    title: escapeHtml(subject),
    preview: escapeHtml(first === undefined ? subject : entryFacts(first, mail.timeZone).sentence),
    body: parts.join('') + (await moreHtml(mail, links)),
  };
  const html = (await frame(links))
    .replaceAll(SLOTS.title, () => filled.title)
    .replaceAll(SLOTS.preview, () => filled.preview)
    .replaceAll(SLOTS.body, () => filled.body);
  return { subject, html, text: textOf(mail, links, subject) };
};

const rendered = new WeakMap<AlertEntry, Map<string, Promise<string>>>();

function entryHtml(
  entry: AlertEntry,
  { atMs, timeZone }: AlertMail,
  links: AlertLinks,
  look: { alone: boolean; withGraph: boolean },
): Promise<string> {
  const known = rendered.get(entry) ?? new Map<string, Promise<string>>();
  rendered.set(entry, known);
  const key = JSON.stringify([atMs, timeZone, look, links.muteUrl('', 'day')]);
  const html =
    known.get(key) ??
    fragment(<Entry entry={entry} atMs={atMs} timeZone={timeZone} links={links} {...look} />);
  known.set(key, html);
  return html;
}

const mores = new LRUCache<string, Promise<string>>({ max: 16 });

async function moreHtml({ more }: AlertMail, { appUrl }: AlertLinks): Promise<string> {
  const words = moreWords(more);
  if (words === null) return '';
  const known = mores.get(appUrl) ?? fragment(<More url={`${appUrl}/alerts`} />);
  mores.set(appUrl, known);
  return (await known).replace(SLOTS.more, words);
}

function More({ url }: { url: string }) {
  return (
    <Text className="ink" style={{ color: '#171717', fontSize: '15px', lineHeight: '22px' }}>
      {SLOTS.more}{' '}
      <Link className="link" href={url} style={{ color: '#0058d6' }}>
        See all
      </Link>
    </Text>
  );
}

const frames = new LRUCache<string, Promise<string>>({ max: 16 });

function frame({ manageUrl, unsubscribeUrl }: AlertLinks): Promise<string> {
  const key = `${manageUrl} ${unsubscribeUrl}`;
  const known = frames.get(key) ?? render(<Frame manageUrl={manageUrl} unsubscribeUrl={unsubscribeUrl} />);
  frames.set(key, known);
  return known;
}

function Frame({ manageUrl, unsubscribeUrl }: Pick<AlertLinks, 'manageUrl' | 'unsubscribeUrl'>) {
  const link = (href: string, words: string) => (
    <Link className="link" href={href} style={{ color: '#0058d6' }}>
      {words}
    </Link>
  );
  return (
    <Layout
      subject={SLOTS.title}
      preview={SLOTS.preview}
      title={SLOTS.title}
      why={
        <>
          {WHY} {link(manageUrl, 'Manage alerts')} · {link(unsubscribeUrl, 'Unsubscribe')}
        </>
      }
    >
      {SLOTS.body}
    </Layout>
  );
}

/** A part of a mail, without the document type that stands before a whole one. */
async function fragment(part: React.ReactElement): Promise<string> {
  return (await render(part)).replace(/^<!DOCTYPE[^>]*>/i, '').replace(/<!--\/?\$-->/g, '');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
