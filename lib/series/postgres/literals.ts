/** SQL literals for COPY, which takes no parameters. Numbers in, so that nothing but numbers can come out. */
export function timestamp(ms: number): string {
  return `'${new Date(ms).toISOString()}'::timestamptz`;
}

export function idList(ids: Int32Array): string {
  return `'{${ids.join(',')}}'::int[]`;
}
