import type { Prometheus } from './prometheus';
import type { Server } from './servers';
import type { World } from './world';

export interface Readers {
  world: World;
  /** Through the edge. */
  product: Server;
  /** The same without it: Next alone. */
  next: Server;
  old: Server;
  /** Null where it cannot be had. */
  prometheus: Prometheus | null;
  rounds: number;
  seconds: number;
}
