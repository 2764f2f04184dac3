import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '@/server/say';

const SAY_TIME = 'write a time such as 40s, 2m or 2m30s';
const time = z
  .string()
  .regex(/^(?=\d)(\d+h)?(\d+m)?(\d+s)?$/, SAY_TIME)
  .transform((text) =>
    [...text.matchAll(/(\d+)([hms])/g)].reduce(
      (ms, [, n, unit]) => ms + Number(n) * (UNITS_MS[unit ?? ''] ?? 0),
      0,
    ),
  );
const UNITS_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };

const SAY_FACTOR = 'write a factor from 0.01x to 100x, such as 4x';
const factor = z
  .string()
  .regex(/^\d+(\.\d+)?x$/, SAY_FACTOR)
  .transform((text) => Number.parseFloat(text))
  .refine((value) => value >= 0.01 && value <= 100, SAY_FACTOR);
const status = z
  .string()
  .regex(/^[45]\d\d$/, 'write an HTTP status from 400 to 599, such as 503')
  .transform(Number);

const when = { after: time, lasts: time };
const exchange = z.string().regex(/^[a-z0-9]+$/, 'write an exchange in small letters, such as kraken');
const event = z.discriminatedUnion('kind', [
  z.object({ ...when, kind: z.literal('move'), base: z.string(), factor }),
  z.object({ ...when, kind: z.literal('lie'), exchange, market: z.string(), factor }),
  z.object({ ...when, kind: z.literal('failure'), exchange, status }),
]);

/** Something that happens in the demo, in ms from its start. `market` is `everything` or such as `ETH/USD`. */
export type ScenarioEvent = z.infer<typeof event>;
export type Scenario = readonly ScenarioEvent[];

const WHEN = '^after (?<after>\\S+) for (?<lasts>\\S+): ';
const KINDS = {
  move: new RegExp(`${WHEN}(?<base>\\S+) trades at (?<factor>\\S+)$`),
  lie: new RegExp(`${WHEN}(?<exchange>\\S+) shows (?<market>\\S+) at (?<factor>\\S+)$`),
  failure: new RegExp(`${WHEN}(?<exchange>\\S+) fails with (?<status>\\S+)$`),
};
const SAY_LINE =
  'write one of "after 1m for 5m: SOL trades at 4x", "after 2m for 40s: kraken shows ETH/USD at 10x", ' +
  '"after 4m for 30s: gate shows everything at 10x", "after 5m for 45s: kucoin fails with 503"';

/** A scenario as it is written: one event a line; `#` begins a comment. Throws StartError: `name:line: what to write`. */
export function parseScenario(text: string, name: string): Scenario {
  return text.split('\n').flatMap((line, i) => {
    const words = line.replace(/#.*/, '').trim().replace(/\s+/g, ' ');
    return words === '' ? [] : [parseEvent(words, `${name}:${i + 1}`)];
  });
}

/** Reads a scenario file. Throws StartError. */
export async function readScenario(file: string): Promise<Scenario> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartError(`cannot read the scenario ${file} (${error.message}): write the path of a file`);
  });
  return parseScenario(text, file);
}

function parseEvent(words: string, place: string): ScenarioEvent {
  for (const [kind, pattern] of Object.entries(KINDS)) {
    const found = pattern.exec(words)?.groups;
    if (found === undefined) continue;
    const read = event.safeParse({ kind, ...found });
    if (read.success) return read.data;
    const issue = read.error.issues[0];
    throw new StartError(`${place}: "${found[String(issue?.path[0])]}": ${issue?.message}`);
  }
  throw new StartError(`${place}: "${words}": ${SAY_LINE}`);
}
