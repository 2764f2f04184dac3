import { Fragment } from 'react';
import { Link } from 'react-email';
import { compose } from './compose';
import { Layout, Paragraph } from './layout';

interface Props {
  /** What is the matter, in a few words; becomes the subject. */
  title: string;
  /** What happened, and what to do: one paragraph each. */
  lines: readonly string[];
  appUrl: string;
}

/** To whoever runs this installation. */
export function operatorNotice({ title, lines, appUrl }: Props) {
  return compose(
    title,
    <Layout
      subject={title}
      preview={lines[0] ?? title}
      title={title}
      why={`You're getting this email as the operator of ${appUrl}: OPERATOR_EMAIL is set to this address.`}
    >
      {lines.map((line) => (
        <Paragraph key={line}>
          {line === appUrl || line.startsWith(`${appUrl}/`) ? <PageLink href={line} /> : broken(line)}
        </Paragraph>
      ))}
    </Layout>,
  );
}

function PageLink({ href }: { href: string }) {
  return (
    <Link className="link" href={href} style={{ color: '#0058d6' }}>
      {href}
    </Link>
  );
}

/** Its line breaks, which HTML would make spaces. */
function broken(paragraph: string) {
  return paragraph.split('\n').map((line, place) => (
    <Fragment key={line}>
      {place > 0 && <br />}
      {line}
    </Fragment>
  ));
}
