export type LinkParams = Record<string, string | string[] | undefined>;

/** The token in a page's address; empty where it has none. */
export function tokenOf({ token }: LinkParams): string {
  return typeof token === 'string' ? token : '';
}
