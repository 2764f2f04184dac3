import { ExactTime } from '@/components/time/exact-time';
import { Link } from '@/components/ui/link';
import { readableAddress } from '@/lib/model/email-address';
import type { FullMail } from '@/lib/outbox';
import { MailText } from './mail-text';

/** One mail of the local mailbox: as a mail program would show it, and its plain text, whose links work. */
export function MailView({ mail }: { mail: FullMail }) {
  const { to, subject, atMs, html, text, headers } = mail;
  const lines = [
    ['To', readableAddress(to)],
    ['Written', <ExactTime key="at" atMs={atMs} />],
    ...Object.entries(headers),
  ] as const;
  return (
    <article className="page py-6">
      <p>
        <Link href="/mailbox" className="target text-accent underline">
          All emails
        </Link>
      </p>
      <h1 className="mt-2 text-xl font-semibold tracking-tight break-words">{subject}</h1>
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        {lines.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-6 grid gap-6 lg:grid-cols-2">
        <section aria-labelledby="as-html">
          <h2 id="as-html" className="mb-2 font-medium">
            As HTML
          </h2>
          {/* Nothing in it runs, and none of its links leads away: those of the text do. */}
          <iframe
            title={`The email "${subject}"`}
            sandbox=""
            srcDoc={html}
            className="h-[36rem] w-full rounded-md border border-hairline bg-white"
          />
        </section>
        <section aria-labelledby="as-text">
          <h2 id="as-text" className="mb-2 font-medium">
            As text
          </h2>
          <MailText text={text} />
        </section>
      </div>
    </article>
  );
}
