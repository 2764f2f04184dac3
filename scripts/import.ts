import { createReadStream, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importCsv } from '@/scripts/transfer/import-csv';
import { LayoutError } from '@/scripts/transfer/layout';
import { progressBar } from './transfer/progress';
import { runScript } from './transfer/run-script';
import { tell } from './transfer/tell';

const USAGE = `npm run import -- FILE.csv
  Takes observations in. The first line is at,dimension,metric,value (one value a line), or
  at,dimension and names of metrics (all values of one market and time in a line).
  Stopped at any point, it may be run again. Exit code 1: lines were refused, or nothing could be read.`;

const { file, size } = fileOf();
const progress = progressBar();

await runScript({
  plainErrors: [LayoutError],
  async work({ settings, pool, signal }) {
    const bytes = createReadStream(file, { signal });
    const startedMs = performance.now();
    const counts = await importCsv(bytes, {
      pool,
      nowMs: Date.now(),
      intervalMs: settings.collectIntervalSeconds * 1000,
      observationRetentionHours: settings.observationRetentionHours,
      refuse: (line, reason) => progress.line(`line ${line}: ${reason}`),
      onBatch: ({ values, refused }) => {
        const memory = Math.round(process.memoryUsage.rss() / 1_000_000);
        progress.show(bytes.bytesRead / size, `${values} values, ${refused} lines refused, ${memory} MB`);
      },
    });
    progress.end();
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    tell(
      `${counts.values} values in ${counts.written + counts.unchanged} observations taken in ${seconds} s: ` +
        `${counts.written} written, ${counts.unchanged} known already; ${counts.refused} lines refused`,
    );
    return counts.refused === 0 ? 0 : 1;
  },
});

function fileOf(): { file: string; size: number } {
  const { positionals, values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [name, ...more] = positionals;
  if (values.help === true || name === undefined || more.length > 0) {
    tell(USAGE);
    process.exit(values.help === true ? 0 : 1);
  }
  try {
    return { file: name, size: statSync(name).size };
  } catch {
    tell(`there is no file ${name} that can be read: write its path`);
    process.exit(1);
  }
}
