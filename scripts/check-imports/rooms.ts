interface Room {
  /** What it is for, in one line. */
  purpose: string;
  /** Its files: these, and those of folders (with a slash at the end) that no other room names more closely. */
  paths: readonly string[];
  /** The rooms that it may import. */
  imports: readonly string[];
}

const LIB = [
  'model',
  'platform',
  'format',
  'series',
  'quality',
  'http',
  'outbox',
  'subscribers',
  'incidents',
  'alerts',
  'collect',
  'queries',
];

/** The rooms of the house and the arrows between them: data walks through the rooms in one direction. */
export const ROOMS: Readonly<Record<string, Room>> = {
  model: {
    purpose: 'the vocabulary; pure',
    paths: [
      'lib/collect/metrics.ts',
      'lib/collect/slot.ts',
      'lib/decimal.ts',
      'lib/email-address.ts',
      'lib/market-name.ts',
      'lib/market-pattern.ts',
      'lib/name-schema.ts',
      'lib/quality/quote-class.ts',
      'lib/quality/ticker.ts',
    ],
    imports: [],
  },
  platform: {
    purpose: 'the process: settings, log, database, limits of time and rate',
    paths: [
      'lib/collector.ts',
      'lib/data-dir.ts',
      'lib/database-url.ts',
      'lib/db/',
      'lib/email-settings.ts',
      'lib/env.ts',
      'lib/folder-lock.ts',
      'lib/http/count.ts',
      'lib/http/limits.ts',
      'lib/kept.ts',
      'lib/log.ts',
      'lib/offload.ts',
      'lib/outgoing.ts',
      'lib/redact.ts',
      'lib/setting-kinds.ts',
      'lib/settings.ts',
      'lib/singleton.ts',
      'lib/slices.ts',
      'lib/system-fault.ts',
      'lib/telemetry.ts',
      'lib/within.ts',
    ],
    imports: ['model'],
  },
  format: {
    purpose: 'values as words, browser-safe',
    paths: ['components/alerts/alert-words.ts', 'components/format/'],
    imports: ['model'],
  },
  series: {
    purpose: 'the store of values, their windows, ranks and history',
    paths: ['lib/series/'],
    imports: ['model', 'platform'],
  },
  quality: {
    purpose: 'judges what exchanges send',
    paths: [
      'lib/quality/',
      'lib/collect/judge-markets.ts',
      'lib/collect/judge.ts',
      'lib/collect/movements.ts',
      'lib/collect/next-states.ts',
      'lib/collect/past.ts',
      'lib/collect/peers.ts',
      'lib/collect/reading.ts',
      'lib/collect/revisions.ts',
      'lib/collect/source-history.ts',
      'lib/collect/source-slots.ts',
    ],
    imports: ['model', 'series'],
  },
  http: {
    purpose: 'routes: parsing, problems, cache policy, the OpenAPI document',
    paths: ['lib/http/', 'lib/openapi/'],
    imports: ['model', 'platform'],
  },
  outbox: {
    purpose: 'emails: stored, claimed, sent once',
    paths: [
      'lib/outbox/',
      'lib/alerts/alert-mail.ts',
      'lib/subscribers/links.ts',
      'lib/subscribers/urls.ts',
      'components/emails/',
    ],
    imports: ['model', 'platform', 'format'],
  },
  subscribers: {
    purpose: 'people and what they ask for',
    paths: ['lib/subscribers/'],
    imports: ['outbox', 'format', 'platform', 'model'],
  },
  incidents: {
    purpose: 'trouble with exchanges or with the service',
    paths: ['lib/monitor/'],
    imports: ['outbox', 'format', 'platform', 'model'],
  },
  alerts: {
    purpose: 'what is unusual, and who is notified of it',
    paths: [
      'lib/alerts/',
      'lib/subscribers/compute-preview.ts',
      'lib/subscribers/preview-queue.ts',
      'lib/subscribers/preview-words.ts',
      'lib/subscribers/preview.ts',
    ],
    imports: ['subscribers', 'outbox', 'series', 'quality', 'platform', 'model'],
  },
  collect: {
    purpose: 'what writes by the clock',
    paths: ['lib/collect/', 'lib/backfill/', 'lib/monitor/delete-in-batches.ts', 'lib/monitor/maintain.ts'],
    imports: ['alerts', 'incidents', 'subscribers', 'quality', 'series', 'platform', 'model'],
  },
  queries: {
    purpose: 'one question a file',
    paths: [
      'lib/metrics/',
      'lib/names/',
      'lib/monitor/get-health.ts',
      'lib/monitor/get-status.ts',
      'lib/monitor/health.ts',
      'lib/monitor/judge-health.ts',
      'lib/monitor/prometheus/',
      'lib/monitor/sources/',
      'lib/monitor/status.ts',
    ],
    imports: ['alerts', 'incidents', 'outbox', 'format', 'series', 'platform', 'model'],
  },
  components: {
    purpose: 'what pages share',
    paths: ['components/'],
    imports: LIB.filter((name) => !['collect', 'outbox', 'http'].includes(name)),
  },
  app: { purpose: 'pages and routes', paths: ['app/'], imports: [...LIB, 'components'] },
  server: {
    purpose: 'the process around Next',
    paths: ['scripts/start/', 'lib/csp/', 'lib/db/embedded/', 'lib/edge/'],
    imports: LIB,
  },
  scripts: {
    purpose: 'the commands of npm',
    paths: ['scripts/', 'lib/backup/', 'lib/transfer/'],
    imports: [...LIB, 'server'],
  },
  tests: {
    purpose: 'whatever checks or measures the others',
    paths: ['tests/', 'bench/'],
    imports: [...LIB, 'components', 'app', 'server', 'scripts'],
  },
};
