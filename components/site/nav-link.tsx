'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface Props {
  href: string;
  /** False for a page too large to be fetched before somebody wants it. */
  prefetch?: false;
  children: ReactNode;
}

/** A link of the header, marked while its page is shown. */
export function NavLink({ href, prefetch, children }: Props) {
  const isHere = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={prefetch ?? null}
      aria-current={isHere ? 'page' : undefined}
      className="target text-muted hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-accent aria-[current]:decoration-2 aria-[current]:underline-offset-8"
    >
      {children}
    </Link>
  );
}
