/**
 * The one way to write a query with these parameters, in their declared order; null where a route that reads strictly
 * refuses it: an unknown or repeated parameter, or broken percent-encoding.
 */
export function canonicalQuery(search: string, declared: readonly string[]): string | null {
  const sent = new Map<string, string>();
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const [rawName = '', ...rest] = pair.split('=');
    const name = decoded(rawName);
    const value = decoded(rest.join('='));
    if (name === null || value === null || !declared.includes(name) || sent.has(name)) return null;
    sent.set(name, value);
  }
  const pairs = declared.flatMap((name) => {
    const value = sent.get(name);
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  return pairs.join('&');
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
