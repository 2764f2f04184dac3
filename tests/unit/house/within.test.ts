import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readRoute } from '@/lib/http';
import { within } from '@/lib/platform/within';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('LOG_LEVEL', 'silent');
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const never = () => new Promise<never>(() => undefined);

test('what comes in time is passed on, errors too, and no timer is left', async () => {
  expect(await within(1000, Promise.resolve(7))).toBe(7);
  await expect(within(1000, Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  expect(vi.getTimerCount()).toBe(0);
});

test('what does not come in time is an error', async () => {
  const late = expect(within(1000, never())).rejects.toThrow('no answer within 1000 ms');
  await vi.advanceTimersByTimeAsync(1000);
  await late;
});

test('a read that hangs is answered 503', async () => {
  const answer = readRoute(never).GET(new Request('http://localhost/api/metrics'));
  await vi.advanceTimersByTimeAsync(10_000);
  const response = await answer;
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
});
