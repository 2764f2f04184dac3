/** One line for the person at the terminal, on standard error: standard output may be a file's content. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
