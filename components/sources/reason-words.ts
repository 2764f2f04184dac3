/** The rules that refuse values, by the names under which refusals are stored. */
const WORDS: Record<string, string> = {
  'crossed-book': 'bid above ask',
  'crossed-range': "the day's high below its low",
  'volume-mismatch': "a volume that none of the day's prices explains",
  'whole-source': 'the source as a whole contradicted by the others',
  uncorroborated: 'a move that most other exchanges contradict',
  pending: 'a move that waits to be confirmed',
  unconfirmed: 'a move that did not last long enough to be believed',
  correction: 'believed at first, and then known to be wrong',
};

/** Why something was refused, in plain words; a rule without any is called by its name. */
export function reasonWords(reason: string): string {
  return WORDS[reason] ?? reason.replaceAll('-', ' ');
}
