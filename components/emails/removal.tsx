import { compose } from './compose';
import { Action, Layout, Paragraph } from './layout';

interface Props {
  email: string;
  removeUrl: string;
}

/** To an address that somebody asked to delete. */
export function removal({ email, removeUrl }: Props) {
  return compose(
    'You asked to leave',
    <Layout
      preview="One press deletes your address and everything kept with it."
      title="You asked to leave"
      why={`Somebody, you we hope, asked Crypto Metrics Tracker to delete ${email}. If it was not you, do nothing: nothing changes.`}
    >
      <Paragraph>
        Press the button on the page that opens, and your address is deleted at once, with everything kept
        with it.
      </Paragraph>
      <Action href={removeUrl}>Delete my address</Action>
      <Paragraph>The link works for 48 hours.</Paragraph>
    </Layout>,
  );
}
