import { compose } from './compose';
import { Action, Layout, Paragraph } from './layout';
import { StopLink } from './stop-link';

interface Props {
  email: string;
  removeUrl: string;
  blockUrl: string;
}

const SUBJECT = 'Delete your address';

/** To an address that somebody asked to delete. */
export function removal({ email, removeUrl, blockUrl }: Props) {
  return compose(
    SUBJECT,
    <Layout
      subject={SUBJECT}
      preview="Confirm to delete your address and everything stored with it."
      title={SUBJECT}
      why={
        <>
          Someone asked Crypto Metrics Tracker to delete {email}. If it wasn't you, ignore this email: nothing
          changes. <StopLink href={blockUrl} />
        </>
      }
    >
      <Paragraph>
        The button on the page that opens deletes your address at once, with your alerts and everything else
        stored with it.
      </Paragraph>
      <Action href={removeUrl}>Delete my address</Action>
      <Paragraph>The link works for 48 hours.</Paragraph>
    </Layout>,
  );
}
