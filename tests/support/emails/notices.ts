import type { EpisodeKind } from '@/lib/incidents/episodes/judge-episodes';
import { composeNotices } from '@/lib/incidents/notices/compose';
import { deadMailNotice } from '@/lib/incidents/notices/report-dead-mails';
import { WORDING } from '@/lib/incidents/notices/wording';
import { operatorNotice } from '@/lib/outbox/messages';
import { LARGEST, LONG_READER, type Named, NOW_MS, ORDINARY, READER, type Signing } from './settings';

/** Every notice to the operator, of one thing in trouble and of thousands. */
export async function noticeExamples(): Promise<Named[]> {
  return (await Promise.all([...noticeKinds().map(notices), deadMails()])).flat();
}

const noticeKinds = (): EpisodeKind[] => Object.keys(WORDING).flatMap((kind) => (isKind(kind) ? [kind] : []));

function isKind(kind: string): kind is EpisodeKind {
  return Object.hasOwn(WORDING, kind);
}

/** As it begins, goes on and ends, of one thing and of 5,000 at once. */
async function notices(kind: EpisodeKind): Promise<Named[]> {
  const condition = (n: number, detail: string) => ({
    kind,
    subject: `subject${n}`,
    state: 'bad' as const,
    sinceMs: NOW_MS - 600_000,
    detail,
  });
  const groups: [string, string, ReturnType<typeof condition>[]][] = [
    ['', ORDINARY.appUrl, [condition(1, 'kraken fails: HTTP 502 Bad Gateway')]],
    [
      'largest ',
      LARGEST.appUrl,
      Array.from({ length: 5_000 }, (_, n) => condition(n, `${'&'.repeat(64)}${n}: ${'"'.repeat(500)}`)),
    ],
  ];
  const examples = groups.map(async ([size, appUrl, troubles]) => {
    const episodes = troubles.map(({ detail, sinceMs, subject }, id) => ({
      id,
      kind,
      subject,
      sinceMs,
      detail,
      toldAtMs: sinceMs,
    }));
    const composed = composeNotices(
      {
        opened: troubles,
        reminded: episodes.map((episode) => ({ episode, detail: episode.detail })),
        ended: episodes.map((episode) => ({ episode, endedAtMs: NOW_MS, detail: episode.detail })),
      },
      { nowMs: NOW_MS, sources: 14, appUrl },
    );
    return Promise.all(
      composed.map(async ({ subject, text }, place): Promise<Named> => {
        const lines = text.trim().split(/\n{2,}/);
        return {
          name: `${size}notice, ${kind} ${['begins', 'goes on', 'is over'][place]}`,
          to: READER,
          headers: {},
          ...(await operatorNotice({ title: subject, lines, appUrl })),
        };
      }),
    );
  });
  return (await Promise.all(examples)).flat();
}

/** Of one email that is given up, and of a whole batch. */
async function deadMails(): Promise<Named[]> {
  const dead = { kind: 'alert', to: LONG_READER, subject: '"'.repeat(900) };
  const groups: [string, Signing, (typeof dead)[]][] = [
    ['notice of an email given up', ORDINARY, [{ ...dead, to: READER, subject: 'Confirm your address' }]],
    ['largest notice of emails given up', LARGEST, Array.from({ length: 100 }, () => dead)],
  ];
  return Promise.all(
    groups.map(async ([name, { appUrl }, mails]) => {
      const { subject, text } = deadMailNotice(mails, '422 validation_error: Invalid `to` field');
      const lines = text.trim().split(/\n{2,}/);
      return {
        name,
        to: READER,
        headers: {},
        ...(await operatorNotice({ title: subject, lines, appUrl })),
      };
    }),
  );
}
