/** Why a test file may read the running clock, by the folder or file. The longest that fits counts. */
export const REASONS: Readonly<Record<string, string>> = {
  'tests/contract/documented-exchanges.test.ts': 'asks nothing of the time: it stamps what it makes up',
  'tests/e2e/': 'a real browser and a real server run by one clock, which `npm run test:clocks` shifts',
  'tests/integration/api-docs.test.ts': 'a real server; nothing of it depends on the hour',
  'tests/integration/built/': 'the built app in a process of its own runs by the clock of the machine',
  'tests/integration/chaos.test.ts': 'its instances go by a clock of its own; the rest are deadlines',
  'tests/integration/edge/': 'lifetimes of answers are measured against the clock of a real server',
  'tests/integration/outbox/':
    'processes of their own are killed; the rest are signatures that last five minutes',
  'tests/integration/start/': 'machines that are started in processes of their own',
  'tests/integration/subscribers/': 'links are signed as of now by the app, and opened at once',
  'tests/machines/': 'machines that are started in processes of their own',
  'tests/unit/house/folder-lock.test.ts': 'ages of real files',
};

/** Files that no shifted clock can run, and why. */
export const UNSHIFTED: Readonly<Record<string, string>> = {
  'tests/integration/chaos.test.ts': 'it sets the clocks of its instances itself',
  'tests/unit/house/folder-lock.test.ts': 'the kernel dates its files, by the clock of the machine',
};

/** Null where there is none. */
export function reasonFor(file: string): string | null {
  const fitting = Object.keys(REASONS).filter((prefix) => file.startsWith(prefix));
  const [longest] = fitting.sort((a, b) => b.length - a.length);
  return longest === undefined ? null : (REASONS[longest] ?? null);
}
