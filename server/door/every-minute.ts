import { MINUTE_MS } from '@/lib/model/time';

/** A function that may be called often: `say` is called at most once a minute, with the number of calls since. */
export function everyMinute(say: (times: number) => void, clock = () => performance.now()): () => void {
  let times = 0;
  let saidAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    times += 1;
    if (clock() - saidAtMs < MINUTE_MS) return;
    saidAtMs = clock();
    say(times);
    times = 0;
  };
}
