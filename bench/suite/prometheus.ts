import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { METRICS } from '@/lib/model/metrics';
import { freePort } from '@/server/postgres';
import type { Server } from './servers';
import type { World } from './world';

const run = promisify(execFile);
const KEPT = join('node_modules', '.cache', 'prometheus');

export interface Prometheus extends Server {
  /** How long its rules took when they were last evaluated, ms; and when that was. */
  rules(): Promise<{ ms: number; at: string }>;
  query(path: string, parameters: Record<string, string>): Promise<unknown>;
}

/** The folder of the programs prometheus and promtool: the system's, or Debian's, unpacked. Throws if there is none. */
async function findPrograms(): Promise<string> {
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const found = [...onPath, KEPT].find((folder) =>
    ['prometheus', 'promtool'].every((name) => existsSync(join(folder, name))),
  );
  if (found !== undefined) return found;
  const folder = await mkdtemp(join(tmpdir(), 'tracker-prometheus-'));
  try {
    // The lists may be there already, and only root may fetch them.
    await run('apt-get', ['update']).catch(() => undefined);
    await run('apt-get', ['download', 'prometheus'], { cwd: folder });
    const file = (await readdir(folder)).find((name) => name.endsWith('.deb')) ?? '';
    await run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
    await mkdir(KEPT, { recursive: true });
    for (const name of ['prometheus', 'promtool']) {
      await run('cp', [join(folder, 'usr', 'bin', name), join(KEPT, name)]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return KEPT;
}

/** What a world's metrics are called there, in their order: as the product calls its own. */
export const namesOf = ({ metrics }: World): string[] =>
  metrics.map((_, i) => METRICS[i]?.name ?? `metric_${i}`);

/** The window of the product, [slot - 24 h, slot), as Prometheus says it: a range is open at its beginning. */
const window = (name: string, slotMs: number) => `${name}[24h] @ ${(slotMs - 1000) / 1000}`;

/** Mean, deviation, and what is above three times its mean: what we do in a collection, and what is timed of them. */
const rulesOf = (name: string, slotMs: number) => `
      - record: ${name}:mean24h
        expr: avg_over_time(${window(name, slotMs)})
      - record: ${name}:stddev24h
        expr: stddev_over_time(${window(name, slotMs)})
      - record: ${name}:ratio
        expr: (${name} @ ${slotMs / 1000}) / on(dimension) ${name}:mean24h
      - alert: Unusual_${name}
        expr: ${name}:ratio > 3
`;

/** The deviation of the first metric as a sample's, which is the one that we rank by. */
const rankRules = (slotMs: number) => `
  - name: ranks
    interval: 15s
    rules:
      - record: price:sample24h
        expr: stddev_over_time(${window('price', slotMs)}) * sqrt(count_over_time(${window('price', slotMs)}) / (count_over_time(${window('price', slotMs)}) - 1))
`;

const rules = (names: readonly string[], slotMs: number, ranks: boolean) => `groups:
  - name: baselines
    interval: 15s
    rules:${names.map((name) => rulesOf(name, slotMs)).join('')}${ranks ? rankRules(slotMs) : ''}`;

/**
 * Asks for the rank of one market, which no rule can record: as many deviations as are larger, and one. That of the
 * first would be nothing instead of 1.
 */
export const rankQuery = (dimension: string) =>
  `(count(price:sample24h > scalar(price:sample24h{dimension="${dimension}"})) or vector(0)) + 1`;

/**
 * Debian's Prometheus with the series of the world, and rules that record its baselines; with `ranks` also what
 * `rankQuery` needs.
 */
export async function startPrometheus(
  world: World,
  say: (line: string) => void,
  { ranks }: { ranks: boolean },
): Promise<Prometheus> {
  const programs = await findPrograms();
  const folder = await mkdtemp(join(tmpdir(), 'tracker-prometheus-'));
  const text = join(folder, 'series.txt');
  await writeSeries(world, text);
  say('prometheus: loading the series');
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', '-q', text, join(folder, 'data')];
  await run(join(programs, 'promtool'), args, { maxBuffer: 1e9 });
  await rm(text);
  await writeFile(join(folder, 'rules.yml'), rules(namesOf(world), world.slotMs, ranks));
  await writeFile(join(folder, 'prometheus.yml'), 'rule_files: [rules.yml]\n');
  const port = await freePort();
  const child = spawn(
    join(programs, 'prometheus'),
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      '--storage.tsdb.retention.time=10y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const origin = `http://127.0.0.1:${port}`;
  const get = async (path: string) => (await fetch(`${origin}${path}`)).json();
  const query = async (path: string, parameters: Record<string, string>): Promise<unknown> => {
    const { data } = await get(`${path}?${new URLSearchParams(parameters)}`);
    return data.result;
  };
  const server: Prometheus = {
    origin,
    pid: child.pid ?? 0,
    query,
    async rules() {
      const { data } = await get('/api/v1/rules');
      const group = data.groups.find(({ name }: { name: string }) => name === 'baselines');
      return { ms: group.evaluationTime * 1000, at: group.lastEvaluation };
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'close');
        child.kill('SIGKILL');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
  const needed = `count(${namesOf(world).at(-1)}:stddev24h)${ranks ? ' + count(price:sample24h)' : ''}`;
  for (let tries = 0; tries < 240; tries++) {
    const recorded = await query('/api/v1/query', { query: needed }).catch(() => []);
    if (Array.isArray(recorded) && recorded.length > 0) return server;
    await sleep(500);
  }
  await server.stop();
  throw new Error('Prometheus does not evaluate its rules');
}

/** The slots of the world as OpenMetrics text. */
async function writeSeries(world: World, path: string): Promise<void> {
  const { generator, dimensions, slotMs } = world;
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  const { intervalMs, slots } = generator.shape;
  const names = namesOf(world);
  // Of each metric all slots, one after the other: the format wants its lines together.
  for (const [column, name] of names.entries()) {
    out.write(`# TYPE ${name} gauge\n`);
    for (let slot = -slots; slot <= 0; slot++) {
      const { values } = generator.batch(slot);
      const at = (slotMs + slot * intervalMs) / 1000;
      const lines = dimensions.flatMap((dimension, row) => {
        const value = values[row * names.length + column] ?? Number.NaN;
        return Number.isNaN(value) ? [] : [`${name}{dimension="${dimension}"} ${value} ${at}\n`];
      });
      if (!out.write(lines.join(''))) await once(out, 'drain');
    }
  }
  out.end('# EOF\n');
  await once(out, 'finish');
}
