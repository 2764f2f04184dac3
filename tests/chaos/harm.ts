import type { Fault } from './plan';
import type { Stage } from './stage';
import type { Struck } from './strike';

/** Begins what lasts for whole slots. */
export async function harm(
  { fleet, database, exchanges, resend }: Stage,
  fault: Exclude<Fault, Struck>,
): Promise<void> {
  if (fault.is === 'outage') await database.goAway();
  else if (fault.is === 'disk full') await database.fillDisk();
  else if (fault.is === 'second instance') await fleet.add();
  else if (fault.is === 'clock') fleet.misleadFirst(fault.minutes * 60_000);
  else if (fault.is === 'source') exchanges.faults.set(fault.venue, fault);
  else resend.plan(...fault.faults);
}

/** Ends a fault; answers what there is to complain of. */
export async function heal(
  { clock, fleet, database, exchanges, atWork }: Stage,
  fault: Fault,
): Promise<string[]> {
  const complaints: string[] = [];
  if (fault.is === 'kill') await fleet.addIfNoneRuns();
  else if (fault.is === 'pause')
    await fleet.resume(clock.nowMs, async (work) => {
      complaints.push(...(await atWork.soon(work, 'an instance that was paused hung')));
    });
  else if (fault.is === 'outage') await database.comeBack();
  else if (fault.is === 'disk full') await database.freeDisk();
  else if (fault.is === 'second instance') await fleet.endSecond();
  else if (fault.is === 'clock') fleet.correctClocks();
  else if (fault.is === 'source') exchanges.faults.delete(fault.venue);
  return complaints;
}

/** The slot at whose beginning it is over; what is over within its own slot has none. */
export function endsAt(fault: Fault): number | null {
  if (fault.is === 'kill') return fault.replacedAfter === 0 ? null : fault.slot + fault.replacedAfter;
  return 'lasts' in fault ? fault.slot + fault.lasts : null;
}
