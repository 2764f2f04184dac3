import type { SignUpProps } from '@/lib/subscribers';
import { compose } from './compose';
import { Action, Layout, Paragraph } from './layout';
import { StopLink } from './stop-link';
import { WatchList } from './watch-list';

const SUBJECT = 'Confirm your address';

/**
 * To an address that is not subscribed, for which somebody signed up. Says what its link starts, and nothing else that
 * whoever typed the address could have written.
 */
export function confirmation({ email, watches, isKnown, timeZone, confirmUrl, blockUrl }: SignUpProps) {
  return compose(
    SUBJECT,
    <Layout
      subject={SUBJECT}
      preview="Confirm to start your alerts."
      title={SUBJECT}
      why={
        <>
          Someone entered {email} at Crypto Metrics Tracker. If it wasn't you, ignore this email: no alerts
          start, and an address that nobody confirms is deleted after 48 hours. <StopLink href={blockUrl} />
        </>
      }
    >
      <WatchList begin="Confirm to start receiving alerts for:" watches={watches} isKnown={isKnown} />
      {timeZone !== null && <Paragraph>{`Times in your emails: ${timeZone}.`}</Paragraph>}
      <Action href={confirmUrl}>Confirm</Action>
      <Paragraph>The link works for 48 hours. Levels are multiples of the average over 24 hours.</Paragraph>
    </Layout>,
  );
}
