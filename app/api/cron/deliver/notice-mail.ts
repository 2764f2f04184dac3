import type { ClientBase } from 'pg';
import type { WaitingNotice } from '@/lib/incidents';
import { enqueue } from '@/lib/outbox';
import { operatorNotice } from '@/lib/outbox/messages';

/** Before alerts, after what somebody waits for at a form. */
const PRIORITY = 1;

/** Puts a notice to the operator into the outbox, as a mail in the look of the others. */
export function enqueueNotice(appUrl: string) {
  return async (client: ClientBase, { id, recipient, subject, text }: WaitingNotice): Promise<void> => {
    const lines = text.trim().split(/\n{2,}/);
    const mail = await operatorNotice({ title: subject, lines, appUrl });
    const message = { kind: 'operator-notice', priority: PRIORITY, to: recipient, dedupeKey: `notice:${id}` };
    await enqueue(client, [{ ...message, ...mail }]);
  };
}
