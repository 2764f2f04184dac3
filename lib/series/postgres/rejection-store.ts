import type { ClientBase } from 'pg';
import type { RejectedObservation } from '@/lib/series/slot-record';
import { CopyWriter } from './copy-writer';

/** Keeps what was not believed, with the rule's name. */
export async function appendRejections(
  client: ClientBase,
  slotMs: number,
  rejections: readonly RejectedObservation[],
): Promise<void> {
  const rows = new CopyWriter();
  for (const { dimensionId, reason, values, peers } of rejections) {
    rows
      .row(5)
      .int4(dimensionId)
      .timestamptz(slotMs)
      .text(reason)
      .float8Array(values, 0, values.length)
      .text(peers ?? null);
  }
  await rows.send(client, 'rejection (dimension_id, at, reason, values, peers)');
}
