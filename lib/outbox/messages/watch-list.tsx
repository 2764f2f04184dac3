import { firstWatches } from '@/lib/format/watch-words';
import type { SignUpProps } from '@/lib/subscribers';
import { Paragraph } from './layout';

/** More would push the button out of sight. */
const MAX_WATCHES = 10;

type Props = Pick<SignUpProps, 'watches' | 'isKnown'> & { begin: string };

/** What a link adds: one rule within the sentence, several as lines below it. */
export function WatchList({ begin, watches, isKnown }: Props) {
  const [first, ...more] = firstWatches(watches, MAX_WATCHES, isKnown);
  if (more.length === 0) return <Paragraph>{`${begin} ${first}.`}</Paragraph>;
  return (
    <>
      <Paragraph>{begin}</Paragraph>
      {[first, ...more].map((words) => (
        <Paragraph key={words} isTight>{`– ${words}`}</Paragraph>
      ))}
    </>
  );
}
