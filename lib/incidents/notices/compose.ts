import { group } from 'd3-array';
import {
  type Changes,
  type Condition,
  type EpisodeKind,
  EVENTS,
} from '@/lib/incidents/episodes/judge-episodes';
import { duration } from '@/lib/incidents/episodes/service-conditions';
import { visibleText } from '@/lib/model/market-name';
import { ago, span, time } from './dates';
import { cut, firstLines } from './first-lines';
import type { Notice } from './notice';
import { ALL_SOURCES, WORDING } from './wording';

/** Of what is in trouble, in a subject. */
const MAX_SUBJECT_LENGTH = 120;

interface Context {
  nowMs: number;
  /** How many sources are asked, so that all of them together can be called so. */
  sources: number;
  /** `https://metrics.example.com` */
  appUrl: string;
}

/** Something over, and from when to when. */
type Ended = Changes['ended'][number];

/**
 * The notices of these changes: one for all that began together, one for all that still lasts, one for all that is
 * over, of each kind. So fourteen sources that fail with the network are one message, and so is their return.
 */
export function composeNotices(
  { opened, reminded, ended }: Omit<Changes, 'dropped'>,
  context: Context,
): Notice[] {
  const still = reminded.map(({ episode, detail }) => ({ ...episode, detail }));
  return [
    ...Array.from(group(opened, kindOf), ([kind, of]) => begun(kind, of, context)),
    ...Array.from(group(still, kindOf), ([kind, of]) => lasting(kind, of, context)),
    ...Array.from(
      group(ended, ({ episode }) => episode.kind),
      ([kind, of]) => over(kind, of, context),
    ),
  ];
}

const kindOf = ({ kind }: { kind: EpisodeKind }) => kind;

type Trouble = Pick<Condition, 'sinceMs' | 'detail'>;

function begun(kind: EpisodeKind, troubles: Trouble[], context: Context): Notice {
  const after = EVENTS.includes(kind)
    ? null
    : 'You get one reminder a day while this lasts, and an email when it is over.';
  return { subject: headline(kind, troubles, context), text: letter(kind, troubles, context, after) };
}

function lasting(kind: EpisodeKind, troubles: Trouble[], context: Context): Notice {
  const subject = `Still so: ${headline(kind, troubles, context)}`;
  return { subject, text: letter(kind, troubles, context, 'The next reminder comes in a day.') };
}

function over(kind: EpisodeKind, ended: Ended[], { sources, appUrl }: Context): Notice {
  const [only] = ended;
  const subject =
    ended.length === 1 && only !== undefined ? head(only.detail) : severalOver(kind, ended.length, sources);
  const lines = firstLines(
    ended,
    ({ episode: { sinceMs, detail: was }, endedAtMs, detail }) =>
      `${sentence(cut(detail))} It lasted ${duration(endedAtMs - sinceMs)}, ${span(sinceMs, endedAtMs)}. What it was: ${cut(was)}.`,
  );
  return { subject: `Over: ${subject}`, text: paragraphs([...lines, WORDING[kind].over, appUrl]) };
}

/** Only sources and metrics come in numbers. */
function severalOver(kind: EpisodeKind, count: number, sources: number): string {
  if (kind === 'metric') return `${count} metrics are sent again`;
  return count === sources ? `all ${sources} sources are well again` : `${count} sources are well again`;
}

function headline(kind: EpisodeKind, troubles: Trouble[], { sources }: Context): string {
  const [only] = troubles;
  if (troubles.length === 1 && only !== undefined) return capital(head(only.detail));
  if (kind === 'source') {
    return troubles.length === sources
      ? `All ${sources} sources are in trouble`
      : `${troubles.length} of ${sources} sources are in trouble`;
  }
  if (kind === 'metric') return `${troubles.length} metrics have vanished from their sources`;
  if (kind === 'alerts-held') return `${troubles.length} collections held back alerts`;
  if (kind === 'clock') return `The clocks of ${troubles.length} machines are wrong`;
  return kind === 'rebase' ? `${troubles.length} markets have changed their level for good` : kind;
}

function letter(kind: EpisodeKind, troubles: Trouble[], context: Context, after: string | null): string {
  const { nowMs, sources, appUrl } = context;
  const isAll = kind === 'source' && troubles.length === sources && sources > 1;
  const { means, todo } = isAll ? ALL_SOURCES : WORDING[kind];
  const lines = firstLines(
    troubles,
    ({ detail, sinceMs }) => `${sentence(cut(detail))} Since ${time(sinceMs)}${ago(nowMs - sinceMs)}.`,
  );
  const page = kind === 'source' || kind === 'metric' ? `${appUrl}/sources` : appUrl;
  return paragraphs([lines.join('\n'), `What it means: ${means}`, `What to do: ${todo}`, page, after]);
}

function paragraphs(parts: (string | null)[]): string {
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;
}

/** `kraken fails` of `kraken fails: HTTP 502`. */
function head(detail: string): string {
  return visibleText(detail.split(': ')[0] ?? detail, MAX_SUBJECT_LENGTH);
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

/** Names of exchanges and markets are written as they are. */
function capital(text: string): string {
  return /^(no|a|the|all|collections|every|stored|on) /.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}
