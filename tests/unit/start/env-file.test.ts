import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settings } from '@/lib/platform/settings';
import { readEnvFile } from '@/server/env-file';
import { misspelled } from '@/server/misspelled';

const NAMES = Object.keys(settings.shape);
const read = (text: string) => readEnvFile('.env', Buffer.from(text));
const ALL = NAMES.map((name, index) => `${name}=value-${index}`);
const EXPECTED = Object.fromEntries(NAMES.map((name, index) => [name, `value-${index}`]));

describe('every setting is read', () => {
  test.each([
    ['as it is', ALL.join('\n')],
    ['after a byte-order mark', `\uFEFF${ALL.join('\n')}`],
    ['with the line ends of Windows', `${ALL.join('\r\n')}\r\n`],
    ['with the line ends of old Macs', ALL.join('\r')],
    ['in quotes', ALL.map((line) => line.replace('=', "='").concat("'")).join('\r\n')],
    ['exported', ALL.map((line) => `export ${line}`).join('\n')],
    ['before comments', ALL.map((line) => `${line} # comment`).join('\n')],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ values: EXPECTED, faults: [] });
  });
});

test('a value that # cuts is named, not shown, for every setting', () => {
  for (const name of NAMES) {
    const { faults } = read(`# mine\n${name}=visible#hush`);
    expect(faults).toEqual([
      expect.stringMatching(`^\\.env line 2: the value of ${name} is cut at #: .*quotes`),
    ]);
    expect(faults.join()).not.toMatch(/visible|hush/);
    for (const whole of [
      `${name}='visible#hush'`,
      `${name}="visible#hush" # and a comment`,
      `${name}=x # y`,
      `${name}= # y`,
    ])
      expect(read(whole).faults).toEqual([]);
  }
});

test.each([
  ['PORT 3000\nHOST=::1', ['.env line 1: write NAME=value']],
  ['PORT: 3000', ['.env line 1: write NAME=value']],
  ['=x', ['.env line 1: write NAME=value']],
  ["A='open\nB=1", ['.env line 1: A opens a quote that is never closed']],
  ["A='x'y", ['.env line 1: A goes on after its closing quote']],
  ["A='x'#y", ['.env line 1: A goes on after its closing quote']],
  ["A='one\ntwo # three\n'\nB=x#y", [expect.stringContaining('.env line 4: the value of B is cut')]],
])('%j', (text, faults) => {
  expect(read(text).faults).toEqual(faults);
});

test('UTF-16, as some editors on Windows write it, is refused with what to do', () => {
  expect(readEnvFile('.env', Buffer.from('\uFEFFPORT=1', 'utf16le')).faults).toEqual([
    '.env is not UTF-8 text: save it again as UTF-8',
  ]);
});

describe('misspelled names', () => {
  const swapped = (name: string) => `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`;
  const wrong = NAMES.flatMap((name) => [
    name.slice(0, -1),
    `${name}S`,
    swapped(name),
    name.toLowerCase(),
  ]).filter((name) => !NAMES.includes(name) && !/^(https?|no)_proxy$/.test(name));

  test('each is reported with a setting that is near, from the environment and from a file', () => {
    for (const name of wrong) {
      expect(misspelled([name], {}, NAMES)).toEqual([
        expect.stringMatching(`^there is no setting ${name}; did you`),
      ]);
      expect(misspelled([], { '.env': [name] }, NAMES)).toEqual([
        expect.stringMatching(`setting ${name}; did you`),
      ]);
    }
  });

  test('what is nothing like a setting is reported from a file alone', () => {
    expect(misspelled(['GREETING'], {}, NAMES)).toEqual([]);
    expect(misspelled([], { '.env': ['GREETING'] }, NAMES)).toEqual(['.env: there is no setting GREETING']);
  });

  test('a setting of an earlier version is said to be none any more', () => {
    const line =
      'QUALITY_MOVED is no longer a setting: the limits of the rules stand in lib/quality/limits.ts';
    expect(misspelled(['QUALITY_MOVED'], { '.env': ['QUALITY_MOVED'] }, NAMES)).toEqual([
      `.env: ${line}`,
      line,
    ]);
  });

  test('right names and those of other programs are not reported', () => {
    const others = [
      'PATH',
      'HOME',
      'TZ',
      'NODE_OPTIONS',
      'npm_config_loglevel',
      'https_proxy',
      'NO_PROXY',
      'PGHOST',
    ];
    expect(
      misspelled(
        [...NAMES, ...others, 'PWD', 'USER', 'SHELL', 'TERM', 'HOSTNAME', 'XDG_DATA_DIRS', 'APP_ENV'],
        { '.env': [...NAMES, ...others] },
        NAMES,
      ),
    ).toEqual([]);
  });

  test('.env.example as it is has no fault', () => {
    const text = readFileSync('.env.example', 'utf8').replace(/^#([A-Z_]+=\S.*)$/gm, '$1');
    expect(read(text).faults).toEqual([]);
  });
});
