import type { AlertEntry, AlertLinks, AlertMail } from '@/lib/alerts';
import { marketUrl, mutedBy } from './addresses';
import { entryFacts } from './entry-facts';
import { entryTitle } from './subject';
import { moreWords, WHY } from './why';

/** The mail as text, written for those who read no HTML: the same in the same order, each address on a line. */
export function textOf(mail: AlertMail, links: AlertLinks, subject: string): string {
  const alone = mail.entries.length === 1 && mail.more === 0;
  const more = moreWords(mail.more);
  return [
    subject,
    ...mail.entries.map((entry) => entryText(entry, mail, links, alone)),
    ...(more === null ? [] : [`${more}\n${links.appUrl}/alerts`]),
    '--',
    WHY,
    `Change what you are told of: ${links.manageUrl}\nUnsubscribe: ${links.unsubscribeUrl}`,
  ].join('\n\n');
}

function entryText(entry: AlertEntry, { timeZone }: AlertMail, links: AlertLinks, alone: boolean): string {
  const { sentence, lines, more } = entryFacts(entry, timeZone);
  const muted = mutedBy(entry);
  return [
    ...(alone ? [] : [entryTitle(entry)]),
    sentence,
    ...lines.map(
      ({ series, times, what, against }) => `${times}  ${what}\n${against}\n${marketUrl(links, series)}`,
    ),
    ...(more > 0 ? [`And ${more} more of ${entry.base}.`] : []),
    `Mute ${muted.startsWith('*:') ? entry.base : 'this market'} for a day: ${links.muteUrl(muted, 'day')}\nfor ever: ${links.muteUrl(muted, 'ever')}`,
  ].join('\n\n');
}
