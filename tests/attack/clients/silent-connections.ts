import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from '@/tests/attack/attack';

const MAX_FILES = 1024;
const CONNECTIONS = 1100;

/** More connections than the server has file descriptors, none of which says anything. */
export const silentConnections: Attack = {
  name: '1,100 silent connections, with 1,024 file descriptors',
  maxFiles: MAX_FILES,
  async run({ port }) {
    const sockets = Array.from({ length: CONNECTIONS }, () =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    );
    await sleep(12_000);
    for (const socket of sockets) socket.destroy();
    return [];
  },
};
