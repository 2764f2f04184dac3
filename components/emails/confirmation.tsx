import { compose } from './compose';
import { Action, Layout, Paragraph } from './layout';

interface Props {
  email: string;
  confirmUrl: string;
}

/** To an address that nobody has confirmed yet. Says nothing that whoever typed the address could have written. */
export function confirmation({ email, confirmUrl }: Props) {
  return compose(
    'Confirm your address',
    <Layout
      preview="One press, and you are told when a market moves far from its own last day."
      title="Confirm your address"
      why={`Somebody, you we hope, typed ${email} into Crypto Metrics Tracker. If it was not you, do nothing: no more mail comes, and the address is deleted after 48 hours.`}
    >
      <Paragraph>
        You asked to be told when a market moves far from its average of the last 24 hours. Press the button
        on the page that opens, and it begins.
      </Paragraph>
      <Action href={confirmUrl}>Confirm</Action>
      <Paragraph>The link works for 48 hours.</Paragraph>
    </Layout>,
  );
}
