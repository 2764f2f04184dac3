import type { AlertMail } from '@/lib/alerts';
import * as templates from '@/lib/outbox/messages';
import {
  blockHeaders,
  blockUrl,
  confirmUrl,
  manageUrl,
  removeUrl,
  unsubscribeHeaders,
  unsubscribeUrl,
} from '@/lib/outbox/urls';
import { alertMailing, MAX_WATCHES, type SignUpProps } from '@/lib/subscribers';
import { alertMail, LONGEST_NAMES, largestEntry, ordinaryEntry } from './entries';
import { noticeExamples } from './notices';
import { LARGEST, LONG_READER, type Named, NOW_MS, ORDINARY, READER, type Signing } from './settings';

/** An email as the outbox has it. */
export interface Example extends Named {
  template: Kind;
}

type Kind = keyof typeof templates;

const OWNER = { id: 2_147_483_647, version: 2_147_483_647, timeZone: null };
const RECIPIENT = 'x'.repeat(43);

const LONGEST_ZONE = Intl.supportedValuesOf('timeZone').reduce((longest, zone) =>
  zone.length > longest.length ? zone : longest,
);

/** What a template makes, by the settings and to the reader given. */
type Made = Promise<{ subject: string; html: string; text: string }>;

const ordinaryWatch = { metric: 'price', dimension: '*:BTC-*', threshold: 3, direction: 'above' as const };
const largestWatches = Array.from({ length: MAX_WATCHES }, (_, n) => ({
  metric: 'm'.repeat(40),
  dimension: `${'e'.repeat(40)}:${encodeURIComponent(LONGEST_NAMES[1]?.(n) ?? '')}-${encodeURIComponent('币'.repeat(64))}`,
  threshold: 999.999,
  direction: 'below' as const,
}));

/** Every template of the product, each with ordinary emails and the largest that its inputs allow. */
const TEMPLATES: Record<keyof typeof templates, () => Promise<Named[]>> = {
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
  operatorNotice: noticeExamples,
  testEmail: async () => [
    { name: 'test email', to: READER, headers: {}, ...(await templates.testEmail(ORDINARY)) },
    { name: 'largest test email', to: LONG_READER, headers: {}, ...(await templates.testEmail(LARGEST)) },
  ],
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
export const EXAMPLE_KINDS: Kind[] = Object.keys(templates).filter(isTemplate);

/** Examples of each kind of email that can leave. */
export async function emailExamples(): Promise<Example[]> {
  const made = EXAMPLE_KINDS.map(async (template) => {
    const examples = await TEMPLATES[template]();
    return examples.map((example) => ({ ...example, template }));
  });
  return (await Promise.all(made)).flat();
}

async function signUps(name: string, make: (props: SignUpProps, signing: Signing) => Made): Promise<Named[]> {
  const of = async (
    title: string,
    to: string,
    signing: Signing,
    rest: Pick<SignUpProps, 'watches' | 'timeZone'>,
  ): Promise<Named> => ({
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

async function alert(name: string, mail: AlertMail, signing: Signing, to: string): Promise<Named> {
  const { address, compose, links } = alertMailing(signing, templates.composeAlertMail);
  return { name, ...address(await compose(mail, links), { ...OWNER, email: to }, NOW_MS) };
}
