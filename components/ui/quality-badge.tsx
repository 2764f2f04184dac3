import { Badge } from '@/components/ui/badge';
import type { Quality } from '@/lib/series';

const SAID = {
  'single-venue': {
    tone: 'plain',
    word: 'one venue only',
    means: 'No other exchange can confirm this value.',
  },
  pending: {
    tone: 'warn',
    word: 'unconfirmed',
    means:
      'The newest value is far from the usual and waits to be confirmed. What is shown is the last believed one.',
  },
  rejected: {
    tone: 'bad',
    word: 'not believed',
    means: 'Other exchanges contradict the newest value. What is shown is the last believed one.',
  },
} as const;

/** What is to be said of a newest value; null where all is well. */
export function qualityWord(quality: Quality) {
  return quality === 'good' ? null : SAID[quality];
}

/** Whether the newest value is believed; nothing where all is well, unless `always`. */
export function QualityBadge({ quality, always = false }: { quality: Quality | null; always?: boolean }) {
  if (quality === null) return always ? <Badge tone="warn">unseen for a day</Badge> : null;
  if (quality === 'good') return always ? <Badge tone="good">good</Badge> : null;
  const { tone, word, means } = SAID[quality];
  return (
    <Badge tone={tone} title={means}>
      {word}
    </Badge>
  );
}
