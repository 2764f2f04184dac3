import { expect, test } from 'vitest';
import { everyMinute } from '@/server/door/every-minute';

test('says at once, then at most once a minute, how often it was called since', () => {
  let nowMs = 0;
  const said: number[] = [];
  const call = everyMinute(
    (times) => said.push(times),
    () => nowMs,
  );
  for (nowMs = 0; nowMs < 120_000; nowMs += 1_000) call();
  expect(said).toEqual([1, 60]);
});
