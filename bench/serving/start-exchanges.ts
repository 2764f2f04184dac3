import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

export interface Exchanges {
  /** SOURCES and SOURCE_URLS. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

/** The made-up exchanges of `exchanges.ts`, in a process of their own. */
export async function startExchanges(markets: number): Promise<Exchanges> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/serving/exchanges.ts', String(markets)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said]: unknown[] = await once(child.stdout, 'data');
  return {
    settings: z.record(z.string(), z.string()).parse(JSON.parse(String(said))),
    async stop() {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
