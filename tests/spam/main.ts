/**
 * `npm run test:spam`: SpamAssassin's own rules on every kind of email, ordinary and as large as its inputs allow. Prints
 * the score and the rules of each; ends with code 1 where one has as much as MAX_SCORE.
 */
import { emailExamples } from '@/tests/support/emails/examples';
import { mimeOf } from './message';
import { hasSpamAssassin, judge } from './spamassassin';

/** What every copy of SpamAssassin takes for spam (https://spamassassin.apache.org/gtube), to know that it judges. */
const GTUBE = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';

/** Most servers take 5.0 for spam; what they ask the network for may add to ours. */
const MAX_SCORE = 2;

async function main(): Promise<number> {
  if (!(await hasSpamAssassin())) {
    console.error(
      'SpamAssassin is not here: install it, for instance by `apt-get install spamassassin` as root',
    );
    return 1;
  }
  const examples = await emailExamples();
  const failed: string[] = [];
  const control = {
    to: 'ann.lee@gmail.com',
    subject: 'Control',
    html: `<p>${GTUBE}</p>`,
    text: GTUBE,
    headers: {},
  };
  const messages = await Promise.all([...examples, control].map(mimeOf));
  const verdicts = await judge(messages);
  if ((verdicts.pop()?.score ?? 0) < 100) throw new Error('spamassassin does not know spam by its own test');
  for (const [place, { score, rules }] of verdicts.entries()) {
    const { name = '', template = '' } = examples[place] ?? {};
    const isBad = score >= MAX_SCORE;
    if (isBad) failed.push(name);
    const told = rules.map((rule) => `${rule.name} ${rule.score}`).join(', ');
    console.log(
      `${isBad ? 'FAILED' : 'ok    '} ${score.toFixed(1).padStart(4)}  ${template}: ${name} (${told})`,
    );
  }
  console.log(`${examples.length} emails, ${failed.length} with ${MAX_SCORE.toFixed(1)} points or more`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
