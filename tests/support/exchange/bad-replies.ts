import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Reply } from './server';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Ends the connection without an answer. */
export const reset: RequestListener = (request) => request.socket.destroy();

/** Sends half of what it announced, then ends the connection. */
export const endEarly: RequestListener = (request, response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('[{"market":"KRW-BTC"', () => request.socket.destroy());
};

/** One byte at a time, for ever: each is in time, the whole never is. */
export const drip: RequestListener = (request, response) => {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(' '), 50);
  request.socket.on('close', () => clearInterval(timer));
};

/** As much as is taken, for ever. */
export const endless: RequestListener = (request, response) => {
  response.writeHead(200, JSON_TYPE);
  const chunk = Buffer.alloc(64_000, ' ');
  const more = () => {
    while (!request.socket.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};

export const redirectToItself: RequestListener = (request, response) => {
  response.writeHead(302, { location: request.url });
  response.end();
};

/** 50 kB that are 50 MB. */
export function gzipBomb(): Reply {
  const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
  return { headers, body: gzipSync(Buffer.alloc(50_000_000, ' ')) };
}

/** Never answers; `ended` resolves when the other side has given up and its connection is gone. */
export function hang(): { reply: RequestListener; ended: Promise<void> } {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { reply: (request) => request.socket.on('close', end), ended };
}
