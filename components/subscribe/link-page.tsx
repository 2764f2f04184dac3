import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { problemText } from './problems';

interface Props {
  title: string;
  /** The code of a problem that a form was refused with, as the address has it. */
  problem?: unknown;
  children?: ReactNode;
}

/** The frame of the pages behind the links in emails. */
export function LinkPage({ title, problem, children }: Props) {
  const text = problemText(problem);
  return (
    <div className="page max-w-3xl py-10">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      {text !== undefined && <Notice tone="warn" title={text} />}
      <div className="mt-3 flex flex-col items-start gap-4">{children}</div>
      <p className="mt-8">
        <Link href="/" className="target text-accent underline underline-offset-2">
          All markets
        </Link>
      </p>
    </div>
  );
}

/** The page of a link that no longer works. */
export function DeadLink() {
  return (
    <LinkPage title="This link has expired or is incomplete">
      <p className="max-w-prose text-muted">
        Use the link in our newest email to you, or sign up again on the front page.
      </p>
    </LinkPage>
  );
}
