import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { METRICS } from '@/lib/model/metrics';

const SLOT_MS = 300_000;
const SLOTS = 288;

/** Writes a file of so many values, one a line: a day of every metric, of as many markets as that takes. */
export async function generate(file: string, values: number, untilMs: number): Promise<void> {
  const out = createWriteStream(file);
  const markets = Math.ceil(values / METRICS.length / SLOTS);
  out.write('at,dimension,metric,value\n');
  let written = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const at = new Date(untilMs - (SLOTS - slot) * SLOT_MS).toISOString();
    const lines: string[] = [];
    for (let market = 0; market < markets; market++) {
      for (const [i, { name }] of METRICS.entries()) {
        if (written === values) break;
        const value = (market + 1) * (i + 1) * (1 + Math.sin(slot / 20 + market) / 10);
        lines.push(`${at},kraken:M${market}-USD,${name},${value}\n`);
        written += 1;
      }
    }
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  await finished(out.end());
}
