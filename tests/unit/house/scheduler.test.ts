import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startScheduler } from '@/server/scheduler';

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

let collectedAt: string[];
let maintainedAt: string[];
let watchedAt: string[];
let deliveredAt: string[];
let finish: () => void;
/** What the next tries end with; true where nothing is left. */
let outcomes: boolean[];
const stamp = () => new Date().toISOString().slice(11, 19);

/** Collections end at once, or, when `isSlow`, at `finish()`. */
function start(intervalSeconds: number, isSlow = false) {
  return startScheduler(
    {
      collect: () => {
        collectedAt.push(stamp());
        const outcome = outcomes.shift() ?? true;
        return isSlow
          ? new Promise((resolve) => {
              finish = () => resolve(outcome);
            })
          : Promise.resolve(outcome);
      },
      maintain: async () => void maintainedAt.push(stamp()),
      watch: async () => void watchedAt.push(stamp()),
      deliver: async () => void deliveredAt.push(stamp()),
    },
    intervalSeconds,
  );
}

beforeEach(() => {
  collectedAt = [];
  outcomes = [];
  maintainedAt = [];
  watchedAt = [];
  deliveredAt = [];
  vi.useFakeTimers({ now: at('09:02:30.500') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('collects at once, and then as each slot begins', async () => {
  const scheduler = start(300);
  await vi.advanceTimersByTimeAsync(13 * 60_000);
  expect(collectedAt).toEqual(['09:02:31', '09:05:00', '09:10:00', '09:15:00']);
  await scheduler.stop(0);
});

test('goes down to a second', async () => {
  const scheduler = start(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(collectedAt).toEqual(['09:02:31', '09:02:32', '09:02:33']);
  await scheduler.stop(0);
});

test('never collects twice at once; the missed slot follows within a second', async () => {
  const scheduler = start(10, true);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(collectedAt).toEqual(['09:02:31']);
  finish();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(collectedAt).toEqual(['09:02:31', '09:02:56']);
  finish();
  await scheduler.stop(0);
});

test('tries a slot again that failed or was busy, ever more seldom, and only while it lasts', async () => {
  outcomes = [false, false, false];
  const scheduler = start(300);
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(collectedAt).toEqual(['09:02:31', '09:02:36', '09:02:46', '09:03:06', '09:05:00']);
  await scheduler.stop(0);
});

test.each(['2026-11-21T09:00:00.300Z', '2026-11-24T07:00:00.300Z', '2026-11-27T09:00:00.300Z'])(
  'goes on within a second when the clock jumps to %s',
  async (time) => {
    const scheduler = start(300);
    await vi.advanceTimersByTimeAsync(5_000);
    vi.setSystemTime(time);
    const calls = { collected: collectedAt.length, watched: watchedAt.length, delivered: deliveredAt.length };
    await vi.advanceTimersByTimeAsync(1_500);
    expect(collectedAt).toHaveLength(calls.collected + 1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(watchedAt.length).toBeGreaterThan(calls.watched);
    expect(deliveredAt.length).toBeGreaterThan(calls.delivered + 10);
    await scheduler.stop(0);
  },
);

test('maintains every hour', async () => {
  const scheduler = start(300);
  await vi.advanceTimersByTimeAsync(65 * 60_000);
  expect(maintainedAt).toEqual(['09:07:00', '10:07:00']);
  await scheduler.stop(0);
});

test('looks at itself every minute, whatever the interval', async () => {
  const scheduler = start(300, true);
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(watchedAt).toEqual(['09:02:40', '09:03:40', '09:04:40']);
  finish();
  await scheduler.stop(0);
});

test('delivers mails every five seconds', async () => {
  const scheduler = start(300);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(deliveredAt).toEqual(['09:02:35', '09:02:40', '09:02:45']);
  await scheduler.stop(0);
});

test('stopped, it waits for the running collection and begins no other', async () => {
  const scheduler = start(10, true);
  await vi.advanceTimersByTimeAsync(1_000);
  const stopped = vi.fn();
  const stopping = scheduler.stop(60_000).then(stopped);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(stopped).not.toHaveBeenCalled();
  finish();
  await stopping;
  expect(collectedAt).toEqual(['09:02:31']);
});
