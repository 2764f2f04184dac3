import { singleton } from './singleton';

/** Runs one collection; answers its outcome. */
type Collector = () => Promise<object>;

const place = () => singleton<{ collector: Collector | null }>('collector', () => ({ collector: null }));

/** Has collections run by `collector` from now on: the server's own, in a thread that blocks nobody. */
export function collectBy(collector: Collector | null): void {
  place().collector = collector;
}

/** Who runs collections in this process; null: whoever is asked for one, in place. */
export function collectorApart(): Collector | null {
  return place().collector;
}
