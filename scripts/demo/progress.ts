const WIDTH = 30;
const LINES = 10;

type Terminal = Pick<NodeJS.WriteStream, 'isTTY'> & { write(text: string): boolean };

/** A bar for the done part, 0 to 1: redrawn in place on a terminal, else a line for every tenth. */
export function progressBar(label: string, stream: Terminal = process.stdout) {
  let shown = -1;
  return (done: number): void => {
    const part = Math.min(1, Math.max(0, done));
    const step = Math.floor(part * (stream.isTTY ? 100 : LINES));
    if (step === shown) return;
    shown = step;
    const filled = Math.round(part * WIDTH);
    const bar = `${label} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(part * 100)} %`;
    if (stream.isTTY) stream.write(`\r${bar}${part === 1 ? '\n' : ''}`);
    else stream.write(`${bar}\n`);
  };
}
