import type { IncomingMessage } from 'node:http';
import type { AskOrigin, OriginRequest } from './origin';
import { type Job, openQueue, type QueueLimits } from './queue';
import type { Lane } from './routes';

/** All lanes share one thread: the more runs at a time, the longer each of them takes. */
export const LANE_LIMITS: Record<Lane, QueueLimits> = {
  quick: { running: 8, waiting: 256, maxWaitMs: 3_000, maxRenewalWaitMs: 500 },
  read: { running: 6, waiting: 256, maxWaitMs: 3_000, maxRenewalWaitMs: 500 },
  list: { running: 2, waiting: 64, maxWaitMs: 3_000, maxRenewalWaitMs: 500 },
  page: { running: 2, waiting: 48, maxWaitMs: 3_000, maxRenewalWaitMs: 500 },
};

/** Asks the origin when it is the job's turn. Rejects as the origin does, or with BusyError. */
export type AskInTurn = (lane: Lane, job: Job, asked: OriginRequest) => Promise<IncomingMessage>;

/** `ready` resolves when the server has time for work: each job waits for it once more when it is its turn. */
export function askInTurn(
  askOrigin: AskOrigin,
  limits: Record<Lane, QueueLimits>,
  ready: () => Promise<void>,
): AskInTurn {
  const queues = {
    quick: openQueue(limits.quick),
    read: openQueue(limits.read),
    list: openQueue(limits.list),
    page: openQueue(limits.page),
  };
  return (lane, job, asked) =>
    new Promise((resolve, reject) => {
      const work = async () => {
        await ready();
        job.signal.throwIfAborted();
        const { answer, done } = askOrigin(asked, job.signal);
        answer.then(resolve, reject);
        return done;
      };
      queues[lane].run(job, work).catch(reject);
    });
}
