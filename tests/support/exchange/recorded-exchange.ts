import { bodyOf, recordingsOf } from './recordings';
import { type LoopbackExchange, type Reply, startExchange } from './server';

/** A loopback server that answers as this exchange did; of several recordings of one request, the `which`-th. */
export function startRecordedExchange(exchange: string, which = 0): Promise<LoopbackExchange> {
  const recordings = recordingsOf(exchange);
  const replies: Record<string, Reply> = {};
  for (const { request } of recordings) {
    const all = recordings.filter((recording) => recording.request === request);
    const recording = all[which] ?? all[0];
    if (recording !== undefined) replies[request] ??= { body: bodyOf(recording) };
  }
  return startExchange(replies);
}
