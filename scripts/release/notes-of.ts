/** The section of a version in a changelog (Keep a Changelog), without its heading; null where it has none with a date. */
export function notesOf(changelog: string, version: string): string | null {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`[${version}] - `));
  const [heading = '', ...lines] = section?.split('\n') ?? [];
  const isDated = /^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading);
  const text = lines.join('\n').trim();
  return isDated && text !== '' ? text : null;
}
