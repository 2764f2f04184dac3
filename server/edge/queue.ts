import { BusyError } from './busy-error';

export interface QueueLimits {
  /** Jobs at the same time. */
  running: number;
  waiting: number;
  /** No job waits longer for its turn, ms. */
  maxWaitMs: number;
  /** No renewal does: there is something older to send. */
  maxRenewalWaitMs: number;
}

export interface Job {
  /** Clients take turns: one with many jobs does not hold up one with few. */
  client: string;
  /** Renews a kept answer. These go first: more people ask for them than for what was never asked for before. */
  isRenewal: boolean;
  /** Aborted once nobody waits for the result. */
  signal: AbortSignal;
}

interface Waiting extends Job {
  start: () => void;
  fail: (reason: unknown) => void;
}

export interface Queue {
  /** Runs `work` when it is its turn. Rejects with BusyError where that is too far off, or as the signal was aborted. */
  run<T>(job: Job, work: () => Promise<T>): Promise<T>;
}

/** A bounded queue. When it is full, the client with the most waiting jobs loses its last one. */
export function openQueue(limits: QueueLimits): Queue {
  const waiting: Waiting[] = [];
  /** When each waiting client had its last turn. */
  const lastTurns = new Map<string, number>();
  let turns = 0;
  /** Below the limit only while nothing waits: a job that ends hands its place on. */
  let running = 0;

  function next(): Waiting | undefined {
    const renewals = waiting.filter(({ isRenewal }) => isRenewal);
    const candidates = renewals.length > 0 ? renewals : waiting;
    const turnOf = ({ client }: Waiting) => lastTurns.get(client) ?? 0;
    const [first, ...others] = candidates;
    if (first === undefined) return undefined;
    const chosen = others.reduce((a, b) => (turnOf(b) < turnOf(a) ? b : a), first);
    turns += 1;
    lastTurns.set(chosen.client, turns);
    return chosen;
  }

  function remove(job: Waiting): void {
    waiting.splice(waiting.indexOf(job), 1);
    if (!waiting.some(({ client }) => client === job.client)) lastTurns.delete(job.client);
  }

  function turn({ signal, ...job }: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        remove(waiter);
      };
      const waiter: Waiting = {
        ...job,
        signal,
        start() {
          leave();
          resolve();
        },
        fail(reason) {
          leave();
          reject(reason);
        },
      };
      const onAbort = () => waiter.fail(signal.reason);
      const patienceMs = job.isRenewal ? limits.maxRenewalWaitMs : limits.maxWaitMs;
      const timer = setTimeout(() => waiter.fail(new BusyError()), patienceMs);
      signal.addEventListener('abort', onAbort);
      waiting.push(waiter);
      if (waiting.length > limits.waiting) lastOfHeaviest(waiting)?.fail(new BusyError());
    });
  }

  return {
    async run(job, work) {
      job.signal.throwIfAborted();
      if (running < limits.running) running += 1;
      else await turn(job);
      try {
        return await work();
      } finally {
        const following = next();
        if (following === undefined) running -= 1;
        else following.start();
      }
    },
  };
}

/** The last job of the client that has the most; a renewal only where there is nothing else. */
function lastOfHeaviest(waiting: readonly Waiting[]): Waiting | undefined {
  const counts = new Map<string, number>();
  for (const { client } of waiting) counts.set(client, (counts.get(client) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const ofHeaviest = waiting.filter(({ client }) => counts.get(client) === most);
  return ofHeaviest.findLast(({ isRenewal }) => !isRenewal) ?? ofHeaviest.at(-1);
}
