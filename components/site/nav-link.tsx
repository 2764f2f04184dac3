'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface Props {
  href: string;
  children: ReactNode;
}

/**
 * A link of the header, marked while its page is shown. No page is fetched ahead, here or elsewhere: it is whole, and
 * mostly not wanted.
 */
export function NavLink({ href, children }: Props) {
  const isHere = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
      className="target text-muted hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-accent aria-[current]:decoration-2 aria-[current]:underline-offset-8"
    >
      {children}
    </Link>
  );
}
