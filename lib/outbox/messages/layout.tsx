import type { ReactNode } from 'react';
import { Body, Container, Head, Heading, Hr, Html, Link, Preview, Text } from 'react-email';

/** Where a mail program follows the system's dark setting, these win over the colours written at each part. */
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground, .ground td { background-color: #0a0a0a !important; }
  .ink { color: #ededed !important; }
  .muted { color: #a3a3a3 !important; }
  .link { color: #5ea5ff !important; }
  .button { background-color: #5ea5ff !important; color: #06121f !important; }
  .line { border-color: #262626 !important; }
}`;

const FONT = 'ui-sans-serif, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';
const PARAGRAPH = { color: '#171717', fontSize: '16px', lineHeight: '24px', margin: '0 0 16px' };
const SMALL = { color: '#5c5c5c', fontSize: '13px', lineHeight: '20px', margin: '0 0 8px' };

interface Props {
  /** The same as the subject of the email: spam filters compare them. */
  subject: string;
  /** What an inbox shows behind the subject. */
  preview: string;
  title: string;
  /** Why it was sent, and what happens if nothing is done. */
  why: ReactNode;
  children: ReactNode;
}

/** Every mail: one column, readable in light and dark. */
export function Layout({ subject, preview, title, why, children }: Props) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{DARK}</style>
      </Head>
      {/* Its own title would be a second one beside the subject. */}
      <Preview useTitleTag={false}>{preview}</Preview>
      <Body
        className="ground"
        style={{ backgroundColor: '#ffffff', fontFamily: FONT, margin: 0, wordBreak: 'break-word' }}
      >
        <Container style={{ maxWidth: '560px', margin: '0 auto', padding: '32px 20px' }}>
          <Text className="muted" style={SMALL}>
            Crypto Metrics Tracker
          </Text>
          <Heading
            as="h1"
            className="ink"
            style={{ color: '#171717', fontSize: '22px', lineHeight: '28px', margin: '0 0 20px' }}
          >
            {title}
          </Heading>
          {children}
          <Hr className="line" style={{ borderColor: '#e8e8e8', margin: '24px 0 16px' }} />
          <Text className="muted" style={SMALL}>
            {why}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** `isTight`: a line of a list. */
export function Paragraph({ children, isTight = false }: { children: ReactNode; isTight?: boolean }) {
  return (
    <Text className="ink" style={isTight ? { ...PARAGRAPH, margin: '0 0 8px' } : PARAGRAPH}>
      {children}
    </Text>
  );
}

/** The one thing to do, and its address to copy where buttons do not work. */
export function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <>
      <Text style={{ margin: '0 0 16px' }}>
        <Link
          className="button"
          href={href}
          style={{
            backgroundColor: '#0058d6',
            borderRadius: '6px',
            color: '#ffffff',
            display: 'inline-block',
            fontSize: '16px',
            fontWeight: 600,
            padding: '12px 20px',
            textDecoration: 'none',
          }}
        >
          {children}
        </Link>
      </Text>
      {/* The text of the email has the address of the button already. */}
      <Text className="muted" data-skip-in-text="true" style={{ ...SMALL, wordBreak: 'break-all' }}>
        Or open{' '}
        <Link className="link" href={href} style={{ color: '#0058d6' }}>
          {href}
        </Link>
      </Text>
    </>
  );
}
