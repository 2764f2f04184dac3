import { setTimeout as sleep } from 'node:timers/promises';
import { endFrozen } from './end-frozen';
import type { Instance } from './instance-handle';
import type { Fault } from './plan';
import type { Stage } from './stage';

/** How late what is held back comes. */
const STALL_MS = 300;

/** What strikes in the midst of a slot. */
export type Struck = Extract<Fault, { moment: unknown }>;
export const isStruck = (fault: Fault): fault is Struck => 'moment' in fault;

/** Faults that wait for their moments, and what they began that is not over yet. */
export class Strikes {
  #armed: (() => void)[] = [];
  #pending: Promise<unknown>[] = [];

  constructor(readonly stage: Stage) {}

  arm(fault: Struck): void {
    const { fleet, exchanges, resend } = this.stage;
    const [instance] = fleet.running();
    if (instance === undefined) return;
    let isDone = false;
    const strike = () => {
      if (isDone) return;
      isDone = true;
      this.#strike(fault, instance);
    };
    const { moment } = fault;
    if (moment.at === 'database') instance.proxy.arm(moment.message, moment.sent, strike);
    else if (moment.at === 'exchange') exchanges.onRequest = strike;
    else resend.onAccepted = strike;
    this.#armed.push(() => {
      instance.proxy.disarm();
      strike();
    });
  }

  /** Those whose moment has not come strike now; resolves when what they began is over. */
  async end(): Promise<void> {
    for (const strike of this.#armed.splice(0)) strike();
    this.stage.exchanges.onRequest = null;
    this.stage.resend.onAccepted = null;
    await Promise.all(this.#pending.splice(0));
  }

  #strike(fault: Struck, instance: Instance): void {
    const { fleet, database, atWork } = this.stage;
    const { proxy } = instance;
    if (fault.is === 'kill') fleet.kill(instance);
    else if (fault.is === 'pause') {
      fleet.pause(instance, atWork.leave(instance));
      this.#pending.push(endFrozen(database.pool, proxy.ports()));
    } else if (fault.is === 'restart') this.#pending.push(database.stop(fault.how));
    else if (fault.is === 'cut') proxy.cut();
    else {
      proxy.hold();
      this.#pending.push(sleep(STALL_MS).then(() => proxy.resume()));
    }
  }
}
