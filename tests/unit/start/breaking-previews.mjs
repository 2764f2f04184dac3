// Takes the place of the thread that computes previews: breaks down at the first two calls, answers the others.
import { parentPort } from 'node:worker_threads';

const previewed = { markets: { checked: 1, matching: 2 } };
const hoard = [];

parentPort.on('message', ({ kind, call }) => {
  if (kind === 'cancel') return;
  parentPort.postMessage({ kind: 'known', call, previewed });
  if (call === 1) throw new Error('out of order');
  // More than its heap may hold.
  if (call === 2) for (;;) hoard.push(Array.from({ length: 1000 }, () => ({ call })));
  parentPort.postMessage({ kind: 'answer', call, previewed });
});
