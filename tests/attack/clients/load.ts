import { Agent, get } from 'node:http';

interface Wanted {
  path: string;
  headers?: Record<string, string>;
}

/** Asks as fast as answers come, over some connections, for some seconds. Returns how many answers came. */
export async function askForSeconds(
  origin: string,
  { connections, seconds }: { connections: number; seconds: number },
  wanted: (i: number) => Wanted,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const untilMs = performance.now() + 1000 * seconds;
  let next = 0;
  let answers = 0;
  const ask = ({ path, headers = {} }: Wanted) =>
    new Promise<void>((resolve) => {
      const asked = get(`${origin}${path}`, { agent, headers, timeout: 30_000 }, (answer) => {
        answers += 1;
        answer
          .on('close', resolve)
          .on('error', () => undefined)
          .resume();
      });
      asked.on('timeout', () => asked.destroy()).on('error', () => resolve());
    });
  const client = async () => {
    while (performance.now() < untilMs) await ask(wanted(next++));
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return answers;
}
