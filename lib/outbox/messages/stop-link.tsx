import { Link } from 'react-email';

/** Ends emails that anybody can cause: none of them is to come again because of somebody else. */
export function StopLink({ href }: { href: string }) {
  return (
    <>
      <Link className="link" href={href} style={{ color: '#0058d6' }}>
        Don't email me again
      </Link>{' '}
      stops emails like this one for 90 days.
    </>
  );
}
