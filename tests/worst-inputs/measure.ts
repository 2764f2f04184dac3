import { setTimeout as sleep } from 'node:timers/promises';
import { type Cost, missed } from './aims';
import { type Answer, ask } from './ask';
import type { Input } from './inputs/input';
import { memoryOf, resetPeak, scrape } from './server-figures';

/** What an input cost, beyond what the same stretch of time costs when nobody asks. */
export interface Measured extends Cost {
  input: Input;
  answer: Answer;
}

export interface Measuring {
  origin: string;
  pid: number;
  /** Has every answer computed again. */
  makeCold: () => Promise<void>;
}

/** What is left to be done after an answer, such as compressing it for the next. */
const SETTLE_MS = 60;
/** One input out of so many is a control. */
const CONTROL_EVERY = 25;
/** An input that misses an aim is asked so often again: what another program did meanwhile is no fault of it. */
const MORE_TRIES = 2;

/**
 * Asks one input after the other. What is measured is the least of up to three times, each computed afresh; less the
 * median of idle controls between them.
 */
export async function measureAll(
  measuring: Measuring,
  inputs: readonly Input[],
  report: (measured: Measured) => void,
): Promise<Measured[]> {
  const all: Measured[] = [];
  const controls: Cost[] = [];
  for (let i = 0; i < 5; i++) controls.push((await costOf(measuring, idle)).cost);
  for (const [i, input] of inputs.entries()) {
    if (i % CONTROL_EVERY === 0) controls.push((await costOf(measuring, idle)).cost);
    const control = medianOf(controls);
    let best = await measureOne(measuring, input, i, control);
    for (let n = 1; n <= MORE_TRIES && missed(best).length > 0; n++) {
      await measuring.makeCold();
      const again = await measureOne(measuring, input, i + 1000 * n, control);
      best = { ...again, ...least(best, again) };
    }
    all.push(best);
    report(best);
  }
  return all;
}

async function measureOne(measuring: Measuring, input: Input, i: number, control: Cost): Promise<Measured> {
  const client = `198.18.${(i >> 8) % 256}.${i % 256}`;
  const { cost, result } = await costOf(measuring, () => ask(measuring.origin, input, client));
  return { input, answer: result, ...less(cost, control) };
}

async function costOf<T>(
  { origin, pid }: Measuring,
  act: () => Promise<T>,
): Promise<{ cost: Cost; result: T }> {
  await scrape(origin);
  await sleep(SETTLE_MS);
  resetPeak(pid);
  const before = { ...(await scrape(origin)), ...memoryOf(pid) };
  const result = await act();
  await sleep(SETTLE_MS);
  const { peakMb } = memoryOf(pid);
  const after = await scrape(origin);
  return {
    result,
    cost: {
      holdMs: after.holdMs,
      cpuMs: after.cpuMs - before.cpuMs,
      memoryMb: Math.max(0, peakMb - before.nowMb),
    },
  };
}

const idle = () => sleep(SETTLE_MS);

const each = (of: (part: keyof Cost) => number): Cost => ({
  holdMs: of('holdMs'),
  cpuMs: of('cpuMs'),
  memoryMb: of('memoryMb'),
});

function less(cost: Cost, control: Cost): Cost {
  const own = each((part) => Math.max(0, cost[part] - control[part]));
  // Work that holds the loop takes processor time: what is longer than that was spent waiting for a busy machine.
  return { ...own, holdMs: Math.min(own.holdMs, own.cpuMs) };
}

function least(some: Cost, other: Cost): Cost {
  return each((part) => Math.min(some[part], other[part]));
}

function medianOf(costs: readonly Cost[]): Cost {
  const median = (part: keyof Cost) =>
    costs.map((cost) => cost[part]).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0;
  return each(median);
}
