import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from '@/tests/attack/attack';

const CONNECTIONS = 60;
const CHUNK = Buffer.alloc(100_000, 'x');
const CHUNKS = 99;
const HEAD = `Host: a\r\nContent-Type: application/json\r\nContent-Length: ${100 * CHUNK.length}\r\n\r\n`;

const attackOn = (path: string): Attack => ({
  name: `60 connections that send 9.9 of 10 MB on POST ${path}`,
  async run({ port }) {
    const sockets = Array.from({ length: CONNECTIONS }, () => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      socket.write(`POST ${path} HTTP/1.1\r\n${HEAD}`);
      for (let i = 0; i < CHUNKS; i += 1) socket.write(CHUNK);
      return socket.resume();
    });
    await sleep(10_000);
    for (const socket of sockets) socket.destroy();
    return [];
  },
});

export const unfinishedBodiesOnPage = attackOn('/');
export const unfinishedBodiesOnRoute = attackOn('/api/emails');
