import type { Venue } from '@/tests/support/exchange/synthetic';
import type { Fault as MailFault } from '@/tests/support/resend/server';
import { between, pick, seeded } from './random';

/** Where in a slot something happens: at the n-th message that an instance sends to its database, or elsewhere. */
export type Moment = { at: 'database'; message: number; sent: boolean } | { at: 'exchange' } | { at: 'mail' };

export const SOURCE_FAULTS = [
  'refused',
  'reset',
  'end early',
  'hang',
  'drip',
  'endless',
  'redirect loop',
  'bomb',
  'html',
  'server error',
  'not json',
  'slow down',
] as const;
export type SourceFault = (typeof SOURCE_FAULTS)[number];

const ENDLESS = new Set<SourceFault>(['hang', 'drip', 'endless']);

/** One thing that goes wrong. Slots count from 0. */
export type Fault =
  /** SIGKILL; another instance begins `replacedAfter` slots later. */
  | { is: 'kill'; slot: number; moment: Moment; replacedAfter: number }
  /** SIGSTOP; it goes on at the end of a later slot, when another instance has long collected. */
  | { is: 'pause'; slot: number; moment: Moment; lasts: number }
  | { is: 'restart'; slot: number; moment: Moment; how: 'fast' | 'immediate' }
  | { is: 'outage'; slot: number; lasts: number }
  | { is: 'disk full'; slot: number; lasts: number }
  | { is: 'cut'; slot: number; moment: Moment }
  /** What is sent to the database arrives late. */
  | { is: 'stall'; slot: number; moment: Moment }
  | { is: 'second instance'; slot: number; lasts: number }
  | { is: 'clock'; slot: number; lasts: number; minutes: number }
  /** `once`: only the first request of the slot. */
  | { is: 'source'; slot: number; lasts: number; venue: Venue; how: SourceFault; once: boolean }
  | { is: 'mail'; slot: number; faults: MailFault[] };

export interface Plan {
  seed: number;
  slots: number;
  faults: Fault[];
  /** Slots in which somebody signs up. */
  signUps: number[];
}

/** The last slots are calm, so that what is to recover by itself has time to. */
export const CALM_SLOTS = 6;

const MAIL_FAULTS: readonly MailFault[] = [
  { is: 'status', status: 429, name: 'rate_limit_exceeded', retryAfter: '2' },
  { is: 'status', status: 500, name: 'internal_server_error' },
  { is: 'status', status: 403, name: 'validation_error' },
  { is: 'status', status: 401, name: 'invalid_api_key' },
  { is: 'status', status: 409, name: 'concurrent_idempotent_requests' },
  { is: 'html', status: 502 },
  { is: 'hang', accepts: true },
  { is: 'hang', accepts: false },
  { is: 'drop', accepts: true },
  { is: 'drop', accepts: false },
];

/** What goes wrong on one day: follows from the seed alone. */
export function planDay(seed: number, slots: number, venues: readonly Venue[]): Plan {
  const random = seeded(seed);
  const last = slots - CALM_SLOTS - 1;
  const slot = () => between(random, 0, last);
  /** Never past the calm end. */
  const lasting = (from: number, most: number) => Math.min(between(random, 1, most), last - from + 1);
  const moment = (): Moment => {
    const kind = random();
    if (kind < 0.1) return { at: 'exchange' };
    if (kind < 0.25) return { at: 'mail' };
    return { at: 'database', message: between(random, 1, 70), sent: random() < 0.5 };
  };
  const many = (count: number, make: () => Fault) => Array.from({ length: count }, make);
  const during = (most: number) => {
    const from = slot();
    return { slot: from, lasts: lasting(from, most) };
  };
  const faults: Fault[] = [
    ...many(between(random, 1, 3), () => ({
      is: 'kill',
      slot: slot(),
      moment: moment(),
      replacedAfter: pick(random, [0, 0, 0, 1, 2]),
    })),
    ...many(between(random, 0, 1), () => ({ is: 'pause', ...during(2), moment: moment() })),
    ...many(between(random, 1, 3), () => ({
      is: 'restart',
      slot: slot(),
      moment: moment(),
      how: pick(random, ['fast', 'immediate'] as const),
    })),
    ...many(between(random, 0, 1), () => ({ is: 'outage', ...during(3) })),
    ...many(between(random, 0, 1), () => ({ is: 'disk full', ...during(2) })),
    ...many(between(random, 1, 4), () => ({ is: 'cut', slot: slot(), moment: moment() })),
    ...many(between(random, 0, 2), () => ({ is: 'stall', slot: slot(), moment: moment() })),
    ...many(between(random, 0, 2), () => ({ is: 'second instance', ...during(8) })),
    ...many(between(random, 0, 1), () => ({
      is: 'clock',
      ...during(3),
      minutes: pick(random, [-60, -46, -20, 20, 46, 60]),
    })),
    ...many(between(random, 2, 6), () => {
      const how = pick(random, SOURCE_FAULTS);
      return {
        is: 'source',
        // Each slot of these takes all the time that a source has.
        ...during(ENDLESS.has(how) ? 1 : 3),
        venue: pick(random, venues),
        how,
        once: random() < 0.4,
      };
    }),
    ...many(between(random, 2, 5), () => ({
      is: 'mail',
      slot: slot(),
      faults: Array.from({ length: between(random, 1, 3) }, () => pick(random, MAIL_FAULTS)),
    })),
  ];
  const signUps = Array.from({ length: 8 }, slot);
  return { seed, slots, faults: faults.sort((a, b) => a.slot - b.slot), signUps };
}
