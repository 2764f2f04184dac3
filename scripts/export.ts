import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ExportError, type ExportOptions, exportCsv } from '@/scripts/transfer/export-csv';
import { readTime } from '@/scripts/transfer/read-time';
import { reasonOf, StartError } from '@/server/say';
import { progressBar } from './transfer/progress';
import { runScript } from './transfer/run-script';
import { tell } from './transfer/tell';

const USAGE = `npm run --silent export -- [options] > FILE.csv
  --output FILE        write there, not to standard output
  --from, --to TIME    from this time, up to this time (both included), such as 2026-01-31T12:05:00Z
  --metric NAME        this metric (again for more), else all
  --dimension NAME     this market (again for more), such as kraken:BTC-USD, else all
  --wide               a line a market and time, a column a metric; else a line a value`;

const { options, output } = argumentsOf();
const progress = progressBar();

await runScript({
  plainErrors: [ExportError],
  async work({ pool, signal }) {
    const out = output === undefined ? process.stdout : await openFile(output);
    const lines = await exportCsv(pool, options, out, (done, of) => {
      signal.throwIfAborted();
      progress.show(done / of, `${done} of ${of} hours`);
    });
    if (out !== process.stdout) await finished(out.end());
    progress.end();
    tell(`${lines} lines written`);
    return 0;
  },
});

function argumentsOf(): { options: ExportOptions; output: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        output: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        metric: { type: 'string', multiple: true },
        dimension: { type: 'string', multiple: true },
        wide: { type: 'boolean' },
      },
    });
    if (values.help === true) {
      tell(USAGE);
      process.exit(0);
    }
    return {
      output: values.output,
      options: {
        fromMs: timeOf('--from', values.from),
        toMs: timeOf('--to', values.to),
        metrics: values.metric ?? [],
        dimensions: values.dimension ?? [],
        layout: values.wide === true ? 'wide' : 'long',
      },
    };
  } catch (error) {
    tell(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(1);
  }
}

function timeOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = readTime(text);
  if (Number.isNaN(ms))
    throw new StartError(`${name} is "${text}": write a time such as 2026-01-31T12:05:00Z`);
  return ms;
}

async function openFile(name: string): Promise<Writable> {
  try {
    return (await open(name, 'w')).createWriteStream();
  } catch (error) {
    throw new StartError(`${name} cannot be written: ${reasonOf(error)}`);
  }
}
