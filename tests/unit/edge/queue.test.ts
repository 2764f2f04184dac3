import { expect, test, vi } from 'vitest';
import { BusyError } from '@/server/edge/busy-error';
import { type Job, openQueue } from '@/server/edge/queue';

const LIMITS = { running: 1, waiting: 3, maxWaitMs: 60_000, maxRenewalWaitMs: 60_000 };

/** A queue whose jobs end when told to, and what they did so far. */
function world(limits = LIMITS) {
  const queue = openQueue(limits);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, job: Partial<Job> = {}) => {
    const ran = queue.run(
      { client: 'a', isRenewal: false, signal: new AbortController().signal, ...job },
      () => {
        started.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      },
    );
    ran.catch(() => undefined);
    return ran;
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { add, end, started };
}

test('only so many jobs run at a time, and the next begins as one ends', async () => {
  const { add, end, started } = world({ ...LIMITS, running: 2 });
  for (const name of ['1', '2', '3', '4']) add(name);
  expect(started).toEqual(['1', '2']);
  await end('2');
  expect(started).toEqual(['1', '2', '3']);
  await end('1');
  await end('3');
  await end('4');
  add('5');
  expect(started).toEqual(['1', '2', '3', '4', '5']);
});

test('a job that fails makes room as well', async () => {
  const queue = openQueue(LIMITS);
  const job = { client: 'a', isRenewal: false, signal: new AbortController().signal };
  await expect(queue.run(job, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(queue.run(job, async () => 'made')).resolves.toBe('made');
});

test('clients take turns: a hundred jobs of one hold up one job of another by one', async () => {
  const { add, end, started } = world({ ...LIMITS, waiting: 200 });
  for (let i = 0; i < 100; i++) add(`a${i}`);
  add('b0', { client: 'b' });
  await end('a0');
  await end('a1');
  expect(started).toEqual(['a0', 'a1', 'b0']);
});

test('a full queue turns away the last job of the client that has the most', async () => {
  const { add, end, started } = world();
  const first = ['a0', 'a1', 'a2', 'a3'].map((name) => add(name));
  const other = add('b0', { client: 'b' });
  await expect(first[3]).rejects.toBeInstanceOf(BusyError);
  for (const name of ['a0', 'a1', 'a2', 'b0']) await end(name);
  await expect(other).resolves.toBe('b0');
  expect(started).toHaveLength(4);
});

test('renewals go first, and are the last to be turned away', async () => {
  const { add, end, started } = world();
  add('running');
  const cold = ['1', '2', '3'].map((name) => add(name));
  add('renewal', { isRenewal: true });
  await expect(cold[2]).rejects.toBeInstanceOf(BusyError);
  await end('running');
  expect(started).toEqual(['running', 'renewal']);
});

test('a job that nobody waits for any more is never begun', async () => {
  const { add, end, started } = world();
  add('running');
  const controller = new AbortController();
  const left = add('left', { signal: controller.signal });
  add('next');
  controller.abort();
  await expect(left).rejects.toThrow('aborted');
  await end('running');
  expect(started).toEqual(['running', 'next']);
  await expect(add('too late', { signal: controller.signal })).rejects.toThrow('aborted');
});

test('a job that waits for too long is turned away, a renewal sooner, and takes no place any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { add, end, started } = world({ ...LIMITS, maxWaitMs: 100, maxRenewalWaitMs: 50 });
  add('running');
  const late = add('late');
  const renewal = add('renewal', { isRenewal: true });
  vi.advanceTimersByTime(50);
  await expect(renewal).rejects.toBeInstanceOf(BusyError);
  vi.advanceTimersByTime(50);
  vi.useRealTimers();
  await expect(late).rejects.toBeInstanceOf(BusyError);
  await end('running');
  add('next');
  expect(started).toEqual(['running', 'next']);
});
