'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';

interface Props {
  href: string;
  children: ReactNode;
}

/** A link of the header, marked while its page is shown. */
export function NavLink({ href, children }: Props) {
  const isHere = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className="target relative text-muted hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-0 aria-[current]:after:bottom-0.5 aria-[current]:after:border-b-2 aria-[current]:after:border-accent"
    >
      {children}
    </Link>
  );
}
