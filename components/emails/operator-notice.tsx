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
      why={`You get this as the operator of ${appUrl}: the setting OPERATOR_EMAIL names this address.`}
    >
      {lines.map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
    </Layout>,
  );
}
