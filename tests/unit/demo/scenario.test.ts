import { describe, expect, test } from 'vitest';
import { readOptions } from '@/scripts/demo/options';
import { progressBar } from '@/scripts/demo/progress';
import { parseScenario, readScenario } from '@/scripts/demo/scenario';
import { demoSettings } from '@/scripts/demo/settings';

describe('a scenario file', () => {
  test('is read line by line, without comments and empty lines', () => {
    const text = `# calm

      after 1m for 1h2m3s: SOL trades at 4x   # up
      after 2m30s for 40s: kraken shows ETH/USD at 0.5x
      after 4m for 30s: gate shows everything at 10x
      after 5m for 45s: kucoin fails with 503`;
    expect(parseScenario(text, 'a.txt')).toEqual([
      { kind: 'move', after: 60_000, lasts: 3_723_000, base: 'SOL', factor: 4 },
      { kind: 'lie', after: 150_000, lasts: 40_000, exchange: 'kraken', market: 'ETH/USD', factor: 0.5 },
      { kind: 'lie', after: 240_000, lasts: 30_000, exchange: 'gate', market: 'everything', factor: 10 },
      { kind: 'failure', after: 300_000, lasts: 45_000, exchange: 'kucoin', status: 503 },
    ]);
  });

  test.each([
    ['SOL goes up', 'a.txt:2: "SOL goes up": write one of "after 1m'],
    ['after soon for 1m: SOL trades at 4x', 'a.txt:2: "soon": write a time such as 40s'],
    ['after 1m for 90: SOL trades at 4x', 'a.txt:2: "90": write a time such as 40s'],
    ['after 1m for 1m: SOL trades at 4', 'a.txt:2: "4": write a factor from 0.01x'],
    ['after 1m for 1m: SOL trades at 1000x', 'a.txt:2: "1000x": write a factor from 0.01x'],
    ['after 1m for 1m: kraken shows BTC/USD at tenfold', 'a.txt:2: "tenfold": write a factor'],
    ['after 1m for 1m: Kraken shows BTC/USD at 10x', 'a.txt:2: "Kraken": write an exchange in small letters'],
    ['after 1m for 1m: kraken fails with 200', 'a.txt:2: "200": write an HTTP status from 400'],
  ])('says what to write instead of "%s"', (line, says) => {
    const read = () => parseScenario(`# comment\n${line}`, 'a.txt');
    expect(read).toThrow(says);
    expect(read).not.toThrow('\n');
  });

  test('that is not there is named', async () => {
    await expect(readScenario('no/such.txt')).rejects.toThrow(/^cannot read the scenario no\/such.txt/);
  });

  test('is shipped, and can be read', async () => {
    const { scenario } = readOptions([]);
    const kinds = (await readScenario(scenario)).map(({ kind }) => kind);
    expect(kinds).toEqual(['move', 'lie', 'lie', 'failure']);
  });
});

describe('the command line', () => {
  test('is read', () => {
    expect(readOptions(['--scenario', 'a.txt', '--seed', '7', '--keep'])).toEqual({
      scenario: 'a.txt',
      seed: 7,
      keep: true,
    });
  });

  test.each([
    [['--seed', 'x'], '--seed "x": write a whole number'],
    [['--sed', '1'], "Unknown option '--sed'"],
    [['--seed'], 'write npm run demo -- [--scenario FILE]'],
    [['a.txt'], 'write npm run demo -- [--scenario FILE]'],
  ])('says what to write instead of %j', (args, says) => {
    expect(() => readOptions(args)).toThrow(says);
    expect(() => readOptions(args)).not.toThrow('\n');
  });
});

test('the demo never takes the real database, its folder or its mail from the environment', () => {
  const given = {
    DATABASE_URL: 'postgresql://real',
    RESEND_API_KEY: 're_1',
    DATA_DIR: '/srv/real',
    BACKFILL: 'on',
  };
  expect(demoSettings({ kraken: 'http://127.0.0.1:1' }, given)).toMatchObject({
    DATABASE_URL: '',
    RESEND_API_KEY: '',
    DATA_DIR: '/srv/real/demo',
    BACKFILL: 'off',
    SOURCES: 'kraken',
  });
});

test('progress is a line for every tenth where there is no terminal', () => {
  const lines: string[] = [];
  const progress = progressBar('history:', { isTTY: false, write: (line) => lines.push(line) > 0 });
  for (let done = 0; done <= 100; done++) progress(done / 100);
  expect(lines).toHaveLength(11);
  expect(lines[5]).toBe('history: [###############...............] 50 %\n');
});
