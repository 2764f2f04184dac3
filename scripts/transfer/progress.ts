const WIDTH = 30;
const EVERY_MS = 1_000;
/** In a log a line a second would be too much. */
const EVERY_MS_IN_A_LOG = 10_000;

export interface Progress {
  /** `part` is from 0 to 1; `text` says what is done. Shown at most once a second. */
  show(part: number, text: string): void;
  /** A line of its own, above the bar. */
  line(text: string): void;
  /** Leaves the last state standing. */
  end(): void;
}

/** A bar on standard error: redrawn in place on a terminal, a line now and then elsewhere. */
export function progressBar(
  out: NodeJS.WriteStream = process.stderr,
  clock = () => performance.now(),
): Progress {
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let last = '';
  const clear = () => {
    if (out.isTTY) out.write('\r\x1b[2K');
  };
  const draw = () => {
    if (last === '') return;
    if (out.isTTY) out.write(`\r\x1b[2K${last.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
    else out.write(`${last}\n`);
    shownAtMs = clock();
  };
  return {
    show(part, text) {
      last = `${barOf(part)} ${text}`;
      if (clock() - shownAtMs >= (out.isTTY ? EVERY_MS : EVERY_MS_IN_A_LOG)) draw();
    },
    line(text) {
      clear();
      out.write(`${text}\n`);
      if (out.isTTY) draw();
    },
    end() {
      draw();
      if (out.isTTY && last !== '') out.write('\n');
    },
  };
}

function barOf(part: number): string {
  const known = Math.min(1, Math.max(0, Number.isNaN(part) ? 1 : part));
  const full = Math.round(known * WIDTH);
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.floor(known * 100)} %`;
}
