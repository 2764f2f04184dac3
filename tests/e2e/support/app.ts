import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/server/postgres';
import { startArguments } from '@/tests/support/start-command';

export interface App {
  origin: string;
  /** The link to its mailbox, as it printed it. */
  mailbox: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 120_000;

/** Starts the app as `npm start` does, with these settings and without its scheduler; resolves once it answers. */
export async function startApp(settings: Record<string, string>): Promise<App> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, startArguments(), {
    env: {
      ...process.env,
      SCHEDULER: 'off',
      LOG_LEVEL: 'error',
      PORT: String(port),
      APP_URL: origin,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  // By then it answers.
  await untilPrinted(/^mailbox: \S+ /m, child, () => output);
  return {
    origin,
    mailbox: /^mailbox: (\S+)/m.exec(output)?.[1] ?? '',
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function untilPrinted(line: RegExp, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (line.test(output())) return;
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error(`the app did not start:\n${output()}`);
}
