import { compose } from './compose';
import { Layout, Paragraph } from './layout';

const SUBJECT = 'Test email from Crypto Metrics Tracker';

/** To whoever sets an installation up, to see whether its emails arrive and how they look. */
export function testEmail({ appUrl }: { appUrl: string }) {
  return compose(
    SUBJECT,
    <Layout
      subject={SUBJECT}
      preview="Your email settings work."
      title="Your email settings work"
      why={`You're getting this email because someone ran mail:test for ${appUrl}.`}
    >
      <Paragraph>{`This email was sent by the Crypto Metrics Tracker at ${appUrl}. Its alerts will reach you the same way.`}</Paragraph>
    </Layout>,
  );
}
