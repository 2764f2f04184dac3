import { Day } from './day';
import type { Harmed } from './harmed';
import { type Plan, planDay } from './plan';
import { verdict } from './verdict';
import { VENUES_IN_USE } from './world';

export interface Round {
  plan: Plan;
  /** Slots that were collected. */
  collected: number;
  mails: number;
  /** What is wrong at its end; nothing, if all is well. */
  faults: string[];
  events: string[];
}

export const SLOTS = 32;

/** One day under the plan of a seed, and the same day without what went wrong. */
export async function chaosRound(world: Harmed, seed: number, slots = SLOTS): Promise<Round> {
  const plan = planDay(seed, slots, VENUES_IN_USE);
  const day = await Day.open(world, plan);
  try {
    await day.run();
    const calm = await Day.openCalm(world, plan);
    try {
      await calm.repeat(day.closures);
      const faults = await verdict(day, calm);
      const { closures, resend, events } = day;
      return { plan, collected: closures.length, mails: resend.accepted.length, faults, events };
    } finally {
      await calm.close();
    }
  } finally {
    await day.close();
  }
}
