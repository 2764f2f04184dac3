import * as templates from '@/components/emails';
import type { AlertMail } from '@/lib/alerts';
import type { EpisodeKind } from '@/lib/monitor/episodes/judge-episodes';
import { composeNotices } from '@/lib/monitor/notices/compose';
import { WORDING } from '@/lib/monitor/notices/wording';
import { sendTestMail, type Transport } from '@/lib/outbox';
import { type Mail, readPayload } from '@/lib/outbox/payload';
import { alertMailing, MOST_WATCHES, type SignUpProps } from '@/lib/subscribers';
import {
  blockHeaders,
  blockUrl,
  confirmUrl,
  manageUrl,
  removeUrl,
  unsubscribeHeaders,
  unsubscribeUrl,
} from '@/lib/subscribers/urls';
import { alertMail, LONGEST_NAMES, largestEntry, ordinaryEntry } from './entries';
import { payloadMail } from './payload-mail';

/** An email as the outbox has it. */
export interface Example extends Mail {
  name: string;
  template: Kind;
}

type Kind = keyof typeof templates | 'test email';
type Unnamed = Omit<Example, 'template'>;

const NOW_MS = Date.UTC(2026, 10, 24, 12, 5);
const OWNER = { id: 2_147_483_647, version: 2_147_483_647, timeZone: null };
const RECIPIENT = 'x'.repeat(43);
const ORDINARY = { secret: 'a-secret-of-the-examples', appUrl: 'https://metrics.fi', nowMs: NOW_MS };
const READER = 'ann.lee@gmail.com';
/** As long as an address, and the host in every link, may be. */
const LARGEST = { ...ORDINARY, appUrl: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example.com:65535` };
const LONG_READER = `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`;

const LONGEST_ZONE = Intl.supportedValuesOf('timeZone').reduce((longest, zone) =>
  zone.length > longest.length ? zone : longest,
);

/** What a template makes, by the settings and to the reader given. */
type Made = Promise<{ subject: string; html: string; text: string }>;

const ordinaryWatch = { metric: 'price', dimension: '*:BTC-*', threshold: 3, direction: 'above' as const };
const largestWatches = Array.from({ length: MOST_WATCHES }, (_, n) => ({
  metric: 'm'.repeat(40),
  dimension: `${'e'.repeat(40)}:${encodeURIComponent(LONGEST_NAMES[1]?.(n) ?? '')}-${encodeURIComponent('币'.repeat(64))}`,
  threshold: 999.999,
  direction: 'below' as const,
}));

/** Every template of the product, each with ordinary emails and the largest that its inputs allow. */
const TEMPLATES: Record<keyof typeof templates, () => Promise<Unnamed[]>> = {
  confirmation: () => signUps('confirmation', (props) => templates.confirmation(props)),
  alreadySubscribed: () =>
    signUps('already subscribed', (props, signing) =>
      templates.alreadySubscribed({
        ...props,
        manageUrl: manageUrl(signing, OWNER),
        unsubscribeUrl: unsubscribeUrl(signing, OWNER),
      }),
    ),
  removal: () =>
    signUps('removal', ({ email, blockUrl: block }, signing) =>
      templates.removal({ email, removeUrl: removeUrl(signing, OWNER), blockUrl: block }),
    ),
  operatorNotice: async () => (await Promise.all(noticeKinds().map(notices))).flat(),
  composeAlertMail: async () => {
    const sol = ordinaryEntry('SOL', 'begin');
    const over = ordinaryEntry('ALGO', 'over');
    const ordinary: [string, AlertMail][] = [
      ['alert', alertMail([sol])],
      ['end of an alert', alertMail([over])],
      ['alert and end', alertMail([sol, ordinaryEntry('ADA', 'begin'), over])],
      ['digest', alertMail([sol, over], { kind: 'digest', more: 9 })],
    ];
    const largest = LONGEST_NAMES.flatMap((nameOf, n) =>
      (['begin', 'over'] as const).map((event): [string, AlertMail] => {
        const entries = Array.from({ length: 20 }, (_, i) => largestEntry(nameOf(i), event));
        const also = { kind: 'digest' as const, more: 9_999, timeZone: LONGEST_ZONE };
        return [`largest digest ${n + 1}, ${event}`, alertMail(entries, also)];
      }),
    );
    return Promise.all([
      ...ordinary.map(([name, mail]) => alert(name, mail, ORDINARY, READER)),
      ...largest.map(([name, mail]) => alert(name, mail, LARGEST, LONG_READER)),
    ]);
  },
};

const isTemplate = (name: string): name is keyof typeof templates => Object.hasOwn(templates, name);

/** All kinds of emails that can leave. */
export const EXAMPLE_KINDS: Kind[] = [...Object.keys(templates).filter(isTemplate), 'test email'];

/** Examples of each kind of email that can leave. */
export async function emailExamples(): Promise<Example[]> {
  const made = EXAMPLE_KINDS.map(async (template) => {
    const examples = template === 'test email' ? [await testMail()] : await TEMPLATES[template]();
    return examples.map((example) => ({ ...example, template }));
  });
  return (await Promise.all(made)).flat();
}

type Signing = typeof ORDINARY;

async function signUps(
  name: string,
  make: (props: SignUpProps, signing: Signing) => Made,
): Promise<Unnamed[]> {
  const of = async (
    title: string,
    to: string,
    signing: Signing,
    rest: Pick<SignUpProps, 'watches' | 'timeZone'>,
  ): Promise<Unnamed> => ({
    name: title,
    to,
    headers:
      name === 'already subscribed' ? unsubscribeHeaders(signing, OWNER) : blockHeaders(signing, RECIPIENT),
    ...(await make(
      {
        email: to,
        ...rest,
        isKnown: () => true,
        confirmUrl: confirmUrl(signing, { ...OWNER, signUp: 2_147_483_647 }),
        blockUrl: blockUrl(signing, RECIPIENT),
      },
      signing,
    )),
  });
  return [
    await of(name, READER, ORDINARY, { watches: [ordinaryWatch], timeZone: 'Europe/Berlin' }),
    await of(`largest ${name}`, LONG_READER, LARGEST, { watches: largestWatches, timeZone: LONGEST_ZONE }),
  ];
}

async function alert(name: string, mail: AlertMail, signing: Signing, to: string): Promise<Unnamed> {
  const { address, compose, links } = alertMailing(signing, templates.composeAlertMail);
  return { name, ...address(await compose(mail, links), { ...OWNER, email: to }, NOW_MS) };
}

const noticeKinds = (): EpisodeKind[] => Object.keys(WORDING).flatMap((kind) => (isKind(kind) ? [kind] : []));

function isKind(kind: string): kind is EpisodeKind {
  return Object.hasOwn(WORDING, kind);
}

/** As it begins, goes on and ends, of one thing and of 5,000 at once. */
async function notices(kind: EpisodeKind): Promise<Unnamed[]> {
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
      composed.map(async ({ subject, text }, place): Promise<Unnamed> => {
        const lines = text.trim().split(/\n{2,}/);
        return {
          name: `${size}notice, ${kind} ${['begins', 'goes on', 'is over'][place]}`,
          to: READER,
          headers: {},
          ...(await templates.operatorNotice({ title: subject, lines, appUrl })),
        };
      }),
    );
  });
  return (await Promise.all(examples)).flat();
}

/** What `npm run mail:test` sends. */
async function testMail(): Promise<Unnamed> {
  const sent: string[] = [];
  const transport: Transport = {
    name: 'mailbox',
    from: 'alerts@metrics.fi',
    requestsPerSecond: null,
    keepsMails: true,
    send: async (payload) => {
      sent.push(payload);
      return { state: 'sent', ids: [null] };
    },
  };
  await sendTestMail(transport, READER, ORDINARY.appUrl);
  const [mail] = readPayload(sent[0] ?? '[]');
  return { name: 'test email', ...payloadMail.parse(mail) };
}
