interface Room {
  /** What it is for, in one line. */
  purpose: string;
  /** Its folders. */
  paths: readonly string[];
  /** The rooms that it may import. */
  imports: readonly string[];
  /** Each of its files may be imported: it has no index. Others are entered by theirs. */
  isOpen?: true;
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
  model: { purpose: 'the vocabulary; pure', paths: ['lib/model/'], imports: [], isOpen: true },
  platform: {
    purpose: 'the process: settings, log, database, limits of time and rate',
    paths: ['lib/platform/'],
    imports: ['model'],
    isOpen: true,
  },
  format: {
    purpose: 'values as words; safe in a browser',
    paths: ['lib/format/'],
    imports: ['model'],
    isOpen: true,
  },
  series: {
    purpose: 'the store of values, their windows, ranks and history',
    paths: ['lib/series/'],
    imports: ['model', 'platform'],
  },
  quality: {
    purpose: 'judges what exchanges send',
    paths: ['lib/quality/'],
    imports: ['model', 'series'],
  },
  http: {
    purpose: 'routes: parsing, problems, cache policy, the OpenAPI document',
    paths: ['lib/http/'],
    imports: ['model', 'platform'],
  },
  outbox: {
    purpose: 'emails: written, stored, claimed, sent once',
    paths: ['lib/outbox/'],
    imports: ['model', 'platform', 'format'],
  },
  subscribers: {
    purpose: 'people and what they ask for',
    paths: ['lib/subscribers/'],
    imports: ['outbox', 'format', 'platform', 'model'],
  },
  incidents: {
    purpose: 'trouble with exchanges or with the service',
    paths: ['lib/incidents/'],
    imports: ['outbox', 'format', 'platform', 'model'],
  },
  alerts: {
    purpose: 'what is unusual, and who is notified of it',
    paths: ['lib/alerts/'],
    imports: ['subscribers', 'outbox', 'series', 'quality', 'platform', 'model'],
  },
  collect: {
    purpose: 'what writes by the clock',
    paths: ['lib/collect/'],
    imports: ['alerts', 'incidents', 'subscribers', 'quality', 'series', 'platform', 'model'],
  },
  queries: {
    purpose: 'what is asked for, one question a file',
    paths: ['lib/queries/'],
    imports: ['alerts', 'incidents', 'outbox', 'format', 'series', 'platform', 'model'],
  },
  components: {
    purpose: 'what pages share',
    paths: ['components/'],
    imports: LIB.filter((name) => !['collect', 'outbox', 'http'].includes(name)),
    isOpen: true,
  },
  app: { purpose: 'pages and routes', paths: ['app/'], imports: [...LIB, 'components'], isOpen: true },
  server: {
    purpose: 'the process around Next',
    paths: ['server/'],
    imports: LIB,
    isOpen: true,
  },
  scripts: { purpose: 'the commands of npm', paths: ['scripts/'], imports: [...LIB, 'server'], isOpen: true },
  tests: {
    purpose: 'whatever checks or measures the others',
    paths: ['tests/', 'bench/'],
    imports: [...LIB, 'components', 'app', 'server', 'scripts'],
    isOpen: true,
  },
};
