import type { Prisma } from '@/lib/platform/database';
import type { NoticeSender } from './notice';

/**
 * The local mailbox: notices become rows in the transaction that they are told of, so that neither is without the
 * other. What sends mail reads them there.
 */
export function mailbox(
  transaction: Pick<Prisma, 'mailboxMessage'>,
  recipient: string | undefined,
  nowMs: number,
): NoticeSender {
  return {
    async send(notice) {
      await transaction.mailboxMessage.create({
        data: { ...notice, at: new Date(nowMs), recipient: recipient ?? null },
      });
    },
  };
}
