import { readPayload } from '@/lib/outbox/payload';
import type { Transport } from '@/lib/outbox/transport';

/** Mails stay here, to be read at `/mailbox`: for an installation that has no mail provider. */
export function mailboxTransport(from = 'Crypto Metrics Tracker <mailbox@localhost>'): Transport {
  return {
    name: 'mailbox',
    from,
    requestsPerSecond: null,
    keepsMails: true,
    send: async (payload) => ({ state: 'sent', ids: readPayload(payload).map(() => null) }),
  };
}
