import { Link } from 'react-email';
import { compose } from './compose';
import { Action, Layout, Paragraph } from './layout';

interface Props {
  email: string;
  confirmUrl: string;
  manageUrl: string;
  unsubscribeUrl: string;
}

/** To an address that is subscribed, for which somebody signed up again. */
export function alreadySubscribed({ email, confirmUrl, manageUrl, unsubscribeUrl }: Props) {
  return compose(
    'You are subscribed already',
    <Layout
      preview="Nothing has changed. Add what was asked for now, or manage what you get."
      title="You are subscribed already"
      why={`Somebody, you we hope, signed up ${email} again at Crypto Metrics Tracker. If it was not you, do nothing: nothing changes.`}
    >
      <Paragraph>
        Nothing has changed: you get what you got before. If you asked for something more just now, this adds
        it:
      </Paragraph>
      <Action href={confirmUrl}>Add it</Action>
      <Paragraph>
        See and change all that you are told of:{' '}
        <Link className="link" href={manageUrl} style={{ color: '#0058d6' }}>
          manage your mails
        </Link>
      </Paragraph>
      <Paragraph>
        Get no more of them:{' '}
        <Link className="link" href={unsubscribeUrl} style={{ color: '#0058d6' }}>
          unsubscribe
        </Link>
      </Paragraph>
    </Layout>,
  );
}
