import type { Attack } from '@/tests/attack/attack';
import { rawRequest, sendRaw } from '@/tests/support/raw-request';

const HOST = ['Host: a.test'];

const ODD: [line: string, headers: string[]][] = [
  ['OPTIONS *', HOST],
  ['GET *', HOST],
  ['TRACE /', HOST],
  ['PROPFIND /api/metrics', HOST],
  ['FOO /', HOST],
  ['CONNECT evil.example:443', HOST],
  ['GET http://evil.example/', HOST],
  ['GET /sources', ['Host: a', 'Host: b']],
  ['GET /sources', []],
  ['GET /no-such-page', [...HOST, 'X-Unknown-Market: x']],
  ['GET /', [...HOST, 'RSC: 1', 'Next-Router-State-Tree: garbage']],
  ['GET /', [...HOST, 'X-Middleware-Subrequest: proxy', 'X-Matched-Path: /mailbox']],
  ['POST /api/emails', [...HOST, 'Expect: magic']],
  ['GET /%ff', HOST],
];
const ROUNDS = 100;

/** Each has an answer of its own, and none is a fault of ours. */
export const oddRequests: Attack = {
  name: '1,400 requests that no client should send',
  async run({ port }) {
    const faults = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(
        ODD.map(async ([line, headers]) => {
          const { status, headers: answered } = await sendRaw(port, rawRequest(line, headers));
          // 501 is the right answer to a method that nobody knows.
          if (status === 0 || (status >= 500 && status !== 501)) faults.add(`${line} was answered ${status}`);
          if (answered.location?.includes('evil.example'))
            faults.add(`${line} leads to ${answered.location}`);
        }),
      );
    }
    return [...faults];
  },
};
