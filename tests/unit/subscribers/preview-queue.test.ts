import { expect, test } from 'vitest';
import { openPreviewQueue, QueueFullError } from '@/lib/subscribers/preview-queue';

/** Computations that end when they are told to. */
function manual() {
  const begun: string[] = [];
  const signals = new Map<string, AbortSignal>();
  const ends = new Map<string, (answer: string) => void>();
  return {
    begun,
    signals,
    compute: (key: string) => (signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        begun.push(key);
        signals.set(key, signal);
        ends.set(key, resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    async end(key: string): Promise<void> {
      await settle();
      ends.get(key)?.(`answer ${key}`);
      await settle();
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const stays = () => new AbortController().signal;

test('computes one at a time, in the order in which they were asked for', async () => {
  const work = manual();
  const queue = openPreviewQueue<string>();
  const answers = ['a', 'b', 'c'].map((key) => queue.ask(key, work.compute(key), stays()));
  await settle();
  expect(work.begun).toEqual(['a']);
  for (const key of ['a', 'b', 'c']) await work.end(key);
  expect(await Promise.all(answers)).toEqual(['answer a', 'answer b', 'answer c']);
  expect(work.begun).toEqual(['a', 'b', 'c']);
});

test('the same question is computed once for all who ask it meanwhile', async () => {
  const work = manual();
  const queue = openPreviewQueue<string>();
  const answers = Array.from({ length: 50 }, () => queue.ask('a', work.compute('a'), stays()));
  await work.end('a');
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['answer a']));
  expect(work.begun).toEqual(['a']);
});

test('more than two waiting are rejected, and taken again once there is room', async () => {
  const work = manual();
  const queue = openPreviewQueue<string>();
  const taken = ['a', 'b', 'c'].map((key) => queue.ask(key, work.compute(key), stays()));
  await expect(queue.ask('d', work.compute('d'), stays())).rejects.toBeInstanceOf(QueueFullError);
  await work.end('a');
  taken.push(queue.ask('d', work.compute('d'), stays()));
  for (const key of ['b', 'c', 'd']) await work.end(key);
  expect(await Promise.all(taken)).toHaveLength(4);
});

test('is given up once the last who asked for it has gone, and not before', async () => {
  const work = manual();
  const queue = openPreviewQueue<string>();
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [first, second].map(({ signal }) => queue.ask('a', work.compute('a'), signal));
  const settled = Promise.allSettled(answers);
  await settle();
  first.abort(new Error('gone'));
  await settle();
  expect(work.signals.get('a')?.aborted).toBe(false);
  second.abort(new Error('gone'));
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(work.signals.get('a')?.aborted).toBe(true);
  const after = queue.ask('b', work.compute('b'), stays());
  await work.end('b');
  expect(await after).toBe('answer b');
});

test('one that nobody waits for any more never begins', async () => {
  const work = manual();
  const queue = openPreviewQueue<string>();
  const running = queue.ask('a', work.compute('a'), stays());
  const client = new AbortController();
  const waiting = queue.ask('b', work.compute('b'), client.signal);
  client.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await work.end('a');
  expect(await running).toBe('answer a');
  expect(work.begun).toEqual(['a']);
});

test('a failure is that of its question alone', async () => {
  const queue = openPreviewQueue<string>();
  const failing = queue.ask('a', () => Promise.reject(new Error('broken')), stays());
  const next = queue.ask('b', async () => 'fine', stays());
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('fine');
});
