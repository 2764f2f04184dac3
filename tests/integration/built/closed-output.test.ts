import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort, startEmbedded } from '@/server/postgres';
import { baseEnvironment } from '@/tests/support/base-environment';
import { startArguments } from '@/tests/support/start-command';

/** A line of the framework's, whenever it is told to. */
const PRINT =
  'data:text/javascript,process.on("SIGUSR2",()=>console.error(console.log("a line of the framework")))';

/** Starts in a pipe to `$READER`, which the shell makes, and leaves the number of the process. */
const PIPE = 'sh -c \'echo $$ > "$PID_FILE"; exec "$@" 2>&1\' sh "$@" | $READER';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tracker-output-'));
});
afterEach(async () => {
  if (isAlive()) process.kill(pidOf(), 'SIGKILL');
  // Its own Postgres, which a killed one leaves behind.
  await (await startEmbedded({ dataDir: join(dataDir, 'data') })).stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const pidOf = () => Number(readFileSync(join(dataDir, 'pid'), 'utf8'));

function isAlive(): boolean {
  try {
    return process.kill(pidOf(), 0);
  } catch {
    return false;
  }
}

test.each([
  ['at its first line', 'head -n 1', 'info'],
  ['once it serves', 'sed /ready:/q', 'debug'],
])('it serves on, and obeys, when its reader goes away %s', async (_, reader, level) => {
  const port = await freePort();
  const pipe = spawn('sh', ['-c', PIPE, 'sh', process.execPath, '--import', PRINT, ...startArguments()], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...baseEnvironment(),
      NODE_ENV: 'production',
      READER: reader,
      PID_FILE: join(dataDir, 'pid'),
      PORT: String(port),
      DATA_DIR: join(dataDir, 'data'),
      SCHEDULER: 'off',
      BACKFILL: 'off',
      LOG_LEVEL: level,
    },
  });
  const ended = once(pipe, 'close');
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  await vi.waitFor(async () => expect(await status('/api/status')).toBe(200), { timeout: 60_000 });
  for (let i = 0; i < 20; i += 1) {
    process.kill(pidOf(), 'SIGUSR2');
    // Refused, which the log says.
    expect(await status('/api/metrics?nothing=1')).toBe(400);
  }
  expect(await status('/')).toBe(200);
  process.kill(pidOf(), 'SIGTERM');
  await ended;
  expect(isAlive()).toBe(false);
});
