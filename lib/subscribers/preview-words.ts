interface Counted {
  asOf: string | null;
  day: { mails: number; alerts: number; exact: boolean };
  week: { mails: number; alerts: number };
}

/** How many mails that would have been, in two sentences. */
export function previewWords({ asOf, day, week }: Counted): string {
  if (asOf === null) return 'Nothing was collected yet, so nobody can tell how many mails this would be.';
  const atLeast = day.exact ? '' : 'at least ';
  const about = week.mails === day.mails && week.alerts === day.alerts ? '' : 'about ';
  return (
    `In the last 24 hours this would have been ${atLeast}${counted(day.mails, 'mail')} about ${counted(day.alerts, 'alert')}; ` +
    `in the last 7 days ${about}${counted(week.mails, 'mail')}.`
  );
}

function counted(count: number, word: string): string {
  if (count === 0) return `no ${word}${word === 'mail' ? '' : 's'}`;
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}
