interface Counted {
  asOf: string | null;
  day: { mails: number; alerts: number };
  week: { mails: number; alerts: number };
  markets: { checked: number; matching: number };
}

/** How many emails that would have been, in a few sentences. */
export function previewWords({ asOf, day, week, markets }: Counted): string {
  if (asOf === null) return 'Nothing was collected yet, so nobody can tell how many mails this would be.';
  const { checked, matching } = markets;
  if (checked === 0 && matching > 0) {
    return `This took too long to count over ${counted(matching, 'market')}. Try again in a minute, or choose a metric or a coin.`;
  }
  const isExact = checked === matching;
  // Nothing is at least none.
  const atLeast = (count: number) => (isExact || count === 0 ? '' : 'at least ');
  const isSame = week.mails === day.mails && week.alerts === day.alerts;
  const about = isExact && !isSame ? 'about ' : atLeast(week.mails);
  const words =
    `In the last 24 hours this would have been ${atLeast(day.mails)}${counted(day.mails, 'mail')} about ${counted(day.alerts, 'alert')}; ` +
    `in the last 7 days ${about}${counted(week.mails, 'mail')}.`;
  if (isExact) return words;
  return `${words} Only the ${number(checked)} most traded of ${counted(matching, 'market')} could be checked in time.`;
}

function counted(count: number, word: string): string {
  if (count === 0) return `no ${word}${word === 'mail' ? '' : 's'}`;
  return `${number(count)} ${word}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
