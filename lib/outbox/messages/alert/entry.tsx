import { Column, Heading, Img, Link, Row, Section, Text } from 'react-email';
import type { AlertEntry, AlertLinks } from '@/lib/alerts';
import { graphUrl, marketUrl, mutedBy } from './addresses';
import { entryFacts } from './entry-facts';
import { entryTitle } from './subject';

const INK = { color: '#171717', fontSize: '15px', lineHeight: '22px', margin: 0 };
const MUTED = { color: '#5c5c5c', fontSize: '13px', lineHeight: '20px', margin: 0 };
const LINK = { color: '#0058d6' };
const FIGURE = { ...INK, fontWeight: 600, fontVariantNumeric: 'tabular-nums' };

interface Props {
  entry: AlertEntry;
  atMs: number;
  timeZone: string | null;
  links: AlertLinks;
  /** Alone it needs no heading: the mail's is its own. */
  alone: boolean;
  withGraph: boolean;
}

/** One coin in an email: what it does, on which markets, its graph, and how to mute it. */
export function Entry({ entry, atMs, timeZone, links, alone, withGraph }: Props) {
  const { sentence, lines, more } = entryFacts(entry, timeZone);
  const [first] = entry.series;
  const muted = mutedBy(entry);
  return (
    <Section style={{ marginBottom: '24px' }}>
      {!alone && (
        <Heading as="h2" className="ink" style={{ ...INK, fontSize: '17px', fontWeight: 600 }}>
          {entryTitle(entry)}
        </Heading>
      )}
      <Text className="muted" style={{ ...MUTED, margin: '0 0 12px' }}>
        {sentence}
      </Text>
      {lines.map(({ series, times, what, detail }) => (
        <Row key={`${series.dimension} ${series.metric} ${series.direction}`} style={{ marginBottom: '8px' }}>
          <Column
            className="ink"
            style={{ ...FIGURE, width: '64px', paddingRight: '8px', verticalAlign: 'top' }}
          >
            {times}
          </Column>
          <Column style={{ verticalAlign: 'top' }}>
            <Text style={INK}>
              <Link className="link" href={marketUrl(links, series)} style={LINK}>
                {what}
              </Link>
            </Text>
            <Text className="muted" style={MUTED}>
              {detail}
            </Text>
          </Column>
        </Row>
      ))}
      {more > 0 && (
        <Text className="muted" style={MUTED}>
          And {more} more for {entry.base}.
        </Text>
      )}
      {withGraph && first !== undefined && (
        <Link className="link" href={marketUrl(links, first)}>
          <Img
            src={graphUrl(links, first, atMs)}
            alt={`The last 24 hours of ${lines[0]?.what}: ${lines[0]?.detail}.`}
            width="520"
            style={{ width: '100%', maxWidth: '520px', height: 'auto', margin: '8px 0', borderRadius: '6px' }}
          />
        </Link>
      )}
      <Text className="muted" style={{ ...MUTED, marginTop: '8px' }}>
        Mute {muted.startsWith('*:') ? entry.base : 'this market'}:{' '}
        <Link className="link" href={links.muteUrl(muted, 'day')} style={LINK}>
          for a day
        </Link>
        {' · '}
        <Link className="link" href={links.muteUrl(muted, 'ever')} style={LINK}>
          permanently
        </Link>
      </Text>
    </Section>
  );
}
