import { Link } from '@/components/ui/link';
import { TimeAgo } from '@/components/ui/time-ago';
import { readableAddress } from '@/lib/model/email-address';
import type { MailHead } from '@/lib/outbox';

/** The mails of the local mailbox, newest first. */
export function MailList({ mails, nowMs }: { mails: readonly MailHead[]; nowMs: number }) {
  return (
    <ul className="mt-6 divide-y divide-hairline border-y border-hairline">
      {mails.map(({ id, to, subject, atMs }) => (
        <li key={id}>
          <Link
            href={`/mailbox/${id}`}
            className="flex flex-wrap items-baseline gap-x-4 py-3 hover:bg-raised"
          >
            <span className="min-w-0 flex-1 basis-64 font-medium break-words">{subject}</span>
            <span className="min-w-0 text-muted break-all">to {readableAddress(to)}</span>
            <span className="text-muted">
              <TimeAgo atMs={atMs} nowMs={nowMs} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
