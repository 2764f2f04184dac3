import { distance } from 'fastest-levenshtein';

/** Read by Node, npm, Next, Vercel, Postgres' own libraries or the proxy settings of most programs. */
const FOREIGN =
  /^(NODE_|NEXT_|npm_|VERCEL|PG|POSTGRES_|TEST_|CI$|TZ$|LANG$|LC_|PATH$|HOME$|TMPDIR$|UV_|DEBUG$|FORCE_COLOR$|NO_COLOR$|SSL_CERT_|COMPOSE_|DOCKER_|(https?|no|all)_proxy$)/i;

/**
 * One line for each name that is probably a misspelled setting: in the environment those that almost are one, in a
 * `.env` file (which is ours) also those that nothing reads.
 */
export function misspelled(
  environment: readonly string[],
  files: Readonly<Record<string, readonly string[]>>,
  known: readonly string[],
): string[] {
  const inFiles = Object.entries(files).flatMap(([file, names]) =>
    names
      .filter((name) => !known.includes(name) && !FOREIGN.test(name))
      .map((name) => {
        const meant = nearest(name, known, 0.4);
        return `${file}: there is no setting ${name}${meant === null ? '' : `; did you mean ${meant}?`}`;
      }),
  );
  const here = environment
    .filter((name) => !known.includes(name) && !FOREIGN.test(name))
    .flatMap((name) => {
      const meant = nearest(name, known, 0.2);
      return meant === null ? [] : [`there is no setting ${name}; did you mean ${meant}?`];
    });
  return [...inFiles, ...here];
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
