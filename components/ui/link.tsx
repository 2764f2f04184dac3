import NextLink from 'next/link';
import type { ComponentProps } from 'react';

/** A link to another page, which is not fetched before somebody wants it: it is whole, and mostly not wanted. */
export function Link(props: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) {
  return <NextLink {...props} prefetch={false} />;
}
