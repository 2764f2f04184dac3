import { Link } from 'react-email';
import type { SignUpProps } from '@/lib/subscribers';
import { compose } from './compose';
import { Action, Layout, Paragraph } from './layout';
import { StopLink } from './stop-link';
import { WatchList } from './watch-list';

type Props = SignUpProps & { manageUrl: string; unsubscribeUrl: string };

/** To an address that is subscribed, for which somebody signed up again. Its link adds that request, and no other. */
export function alreadySubscribed(props: Props) {
  const { email, watches, isKnown, confirmUrl, manageUrl, unsubscribeUrl, blockUrl } = props;
  const title = "You're already subscribed";
  return compose(
    title,
    <Layout
      subject={title}
      preview="Nothing has changed. Add what was asked for now, or manage your alerts."
      title={title}
      why={
        <>
          Someone signed up {email} again at Crypto Metrics Tracker. If it wasn't you, ignore this email:
          nothing changes. <StopLink href={blockUrl} /> Your alerts continue.
        </>
      }
    >
      <WatchList
        begin="Nothing has changed so far. Want to add this to your alerts?"
        watches={watches}
        isKnown={isKnown}
      />
      <Action href={confirmUrl}>{watches.length === 1 ? 'Add alert' : 'Add alerts'}</Action>
      <Paragraph>
        See and change all your alerts:{' '}
        <Link className="link" href={manageUrl} style={{ color: '#0058d6' }}>
          manage alerts
        </Link>
      </Paragraph>
      <Paragraph>
        Stop all alerts:{' '}
        <Link className="link" href={unsubscribeUrl} style={{ color: '#0058d6' }}>
          unsubscribe
        </Link>
      </Paragraph>
    </Layout>,
  );
}
