import { EXCEPTIONS } from './exceptions';
import { findCycles } from './find-cycles';
import type { Imports } from './read-imports';
import { ROOMS } from './rooms';

/** A file that Next, npm or a thread starts is imported by none. */
const IS_ENTRY = /^(app\/|scripts\/[^/]+$|tests\/|bench\/|[^/]+$|.*\/thread\.mjs$)/;
/** Who may reach into a room past its index: what starts or checks the whole. */
const MAY_REACH_INSIDE = /^(server\/|scripts\/|tests\/|bench\/|[^/]+$)/;

/** What is wrong with these imports, a line each: walls crossed, indexes passed by, cycles, files that nothing imports. */
export function judgeImports(imports: Imports, exceptions: readonly string[] = EXCEPTIONS): string[] {
  const pairs = [...imports].flatMap(([from, all]) => all.map((to) => ({ from, to })));
  const crossed = pairs.filter(crossesWall);
  const deep = pairs.filter(passesIndex);
  const broken = new Map<string, string>([
    ...crossed.map(({ from, to }): [string, string] => [
      `${from} → ${to}`,
      `${roomOf(from)} may not import ${roomOf(to)} (scripts/check-imports/rooms.ts)`,
    ]),
    ...deep.map(({ from, to }): [string, string] => [
      `${from} → ${to}`,
      'import a room by its index, or by that of one of its parts',
    ]),
  ]);
  // What only tests import is dead.
  const imported = new Set(pairs.filter(({ from }) => roomOf(from) !== 'tests').map(({ to }) => to));
  return [
    ...[...broken].filter(([pair]) => !exceptions.includes(pair)).map(([pair, why]) => `${pair}: ${why}`),
    ...exceptions
      .filter((pair) => !broken.has(pair))
      .map((pair) => `${pair}: no exception is needed any more`),
    ...[...imports.keys()]
      .filter((file) => roomOf(file) === '' && file.includes('/'))
      .map((file) => `${file}: in no room`),
    ...findCycles(imports).map((cycle) => `${cycle.join(', ')}: a cycle`),
    ...[...imports.keys()]
      .filter((file) => !imported.has(file) && !IS_ENTRY.test(file))
      .map((file) => `${file}: nothing imports it`),
  ];
}

/** The name of the room of a file, '' for the configuration files at the root. */
export function roomOf(file: string): string {
  const rooms = Object.entries(ROOMS).filter(([, { paths }]) => paths.some((path) => file.startsWith(path)));
  return rooms[0]?.[0] ?? '';
}

function crossesWall({ from, to }: { from: string; to: string }): boolean {
  const [a, b] = [roomOf(from), roomOf(to)];
  if (a === '' || b === '') return a !== '' && to.includes('/');
  return a !== b && !ROOMS[a]?.imports.includes(b);
}

function passesIndex({ from, to }: { from: string; to: string }): boolean {
  const room = roomOf(to);
  if (room === roomOf(from) || MAY_REACH_INSIDE.test(from)) return false;
  return !(ROOMS[room]?.isOpen ?? to.endsWith('/index.ts'));
}
