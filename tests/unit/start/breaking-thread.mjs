// Takes the place of the collector's thread: breaks down at the first call, and answers the others.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ call }) => {
  if (call === 1) throw new Error('out of order');
  if (call === 2) process.exit(3);
  parentPort.postMessage({ kind: 'outcome', call, outcome: { state: 'done' }, counted: 'done' });
});
