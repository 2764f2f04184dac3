import { distance } from 'fastest-levenshtein';

/** Read by Node, npm, Next, Vercel, Postgres' own libraries or the proxy settings of most programs. */
const FOREIGN =
  /^(NODE_|NEXT_|npm_|VERCEL|PG|POSTGRES_|TEST_|CI$|TZ$|LANG$|LC_|PATH$|HOME$|TMPDIR$|UV_|DEBUG$|FORCE_COLOR$|NO_COLOR$|SSL_CERT_|COMPOSE_|DOCKER_|(https?|no|all)_proxy$)/i;

/** Settings of earlier versions, and what became of them. */
const RETIRED: readonly [name: RegExp, fate: string][] = [
  [/^QUALITY_/, 'is no longer a setting: the limits of the rules stand in lib/quality/limits.ts'],
];

/**
 * One line for each name that is a setting no more, or probably a misspelled one: in the environment those that almost
 * are one, in a `.env` file (which is ours) also those that nothing reads.
 */
export function misspelled(
  environment: readonly string[],
  files: Readonly<Record<string, readonly string[]>>,
  known: readonly string[],
): string[] {
  const unknownIn = (names: readonly string[]) =>
    names.filter((name) => !known.includes(name) && !FOREIGN.test(name));
  const inFiles = Object.entries(files).flatMap(([file, names]) =>
    unknownIn(names).map((name) => {
      const meant = nearest(name, known, 0.4);
      const hint = meant === null ? '' : `; did you mean ${meant}?`;
      return `${file}: ${retired(name) ?? `there is no setting ${name}${hint}`}`;
    }),
  );
  const here = unknownIn(environment).flatMap((name) => {
    const meant = nearest(name, known, 0.2);
    const line =
      retired(name) ?? (meant === null ? null : `there is no setting ${name}; did you mean ${meant}?`);
    return line === null ? [] : [line];
  });
  return [...inFiles, ...here];
}

function retired(name: string): string | null {
  const fate = RETIRED.find(([pattern]) => pattern.test(name))?.[1];
  return fate === undefined ? null : `${name} ${fate}`;
}

/** The setting fewest edits away, at most this share of its letters. Two swapped letters are one edit. */
function nearest(name: string, known: readonly string[], share: number): string | null {
  const wanted = name.toUpperCase().replaceAll('-', '_');
  const [best] = known
    .map((setting) => ({ setting, edits: edits(wanted, setting) }))
    .filter(({ setting, edits }) => edits <= Math.max(1, Math.floor(setting.length * share)))
    .sort((a, b) => a.edits - b.edits);
  return best?.setting ?? null;
}

function edits(a: string, b: string): number {
  const count = distance(a, b);
  const sameLetters = [...a].sort().join('') === [...b].sort().join('');
  return count === 2 && sameLetters ? 1 : count;
}
