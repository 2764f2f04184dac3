const TONES = {
  get: 'text-good',
  post: 'text-accent',
  put: 'text-warn',
  patch: 'text-warn',
  delete: 'text-bad',
};

/** GET, POST and so on: told apart by the word, found by the colour. */
export function Method({ method }: { method: keyof typeof TONES }) {
  return <span className={`font-mono text-xs font-medium uppercase ${TONES[method]}`}>{method}</span>;
}
