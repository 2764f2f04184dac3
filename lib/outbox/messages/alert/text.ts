import type { AlertEntry, AlertLinks, AlertMail } from '@/lib/alerts';
import { marketUrl, mutedBy } from './addresses';
import { entryFacts } from './entry-facts';
import { entryTitle } from './subject';
import { moreWords, WHY } from './why';

/** The email as text, for those who read no HTML: the same in the same order, each address on a line. */
export function textOf(mail: AlertMail, links: AlertLinks, subject: string): string {
  const alone = mail.entries.length === 1 && mail.more === 0;
  const more = moreWords(mail.more);
  return [
    subject,
    ...mail.entries.map((entry) => entryText(entry, mail, links, alone)),
    ...(more === null ? [] : [`${more} See all:\n${links.appUrl}/alerts`]),
    '--',
    WHY,
    `Manage alerts: ${links.manageUrl}\nUnsubscribe: ${links.unsubscribeUrl}`,
  ].join('\n\n');
}

function entryText(entry: AlertEntry, { timeZone }: AlertMail, links: AlertLinks, alone: boolean): string {
  const { sentence, lines, more } = entryFacts(entry, timeZone);
  const muted = mutedBy(entry);
  return [
    ...(alone ? [] : [entryTitle(entry)]),
    sentence,
    ...lines.map(
      ({ series, times, what, detail }) => `${times}  ${what}\n${detail}\n${marketUrl(links, series)}`,
    ),
    ...(more > 0 ? [`And ${more} more for ${entry.base}.`] : []),
    `Mute ${muted.startsWith('*:') ? entry.base : 'this market'} for a day: ${links.muteUrl(muted, 'day')}\nMute permanently: ${links.muteUrl(muted, 'ever')}`,
  ].join('\n\n');
}
