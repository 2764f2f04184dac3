/**
 * `npm run mail:load`: delivers 50,000 messages to a loopback server that speaks Resend's HTTP, from a Postgres of its
 * own with default settings, and says the rate, the memory and the queries a message.
 */
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { temporaryDatabase } from '@/bench/cycle/temporary-database';
import { deliver, enqueue } from '@/lib/outbox';
import { resendTransport } from '@/lib/outbox/transports/resend';
import { withTransaction } from '@/lib/platform/database';
import { startResend } from '@/tests/support/resend/server';

process.env.LOG_LEVEL = 'silent';
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '50000' },
    // As many as the server takes: what is measured is our side.
    'requests-per-second': { type: 'string', default: '1000' },
  },
});
const count = Number(values.messages);
const requestsPerSecond = Number(values['requests-per-second']);
/** About as long as a mail of ours. */
const HTML = `<p>${'A market moved. '.repeat(500)}</p>`;

let queries = 0;
const { query } = Client.prototype;
Client.prototype.query = function (this: Client, ...given: unknown[]) {
  queries++;
  return Reflect.apply(query, this, given);
};

const database = await temporaryDatabase();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error('interrupted: removing the database');
    database.remove().finally(() => process.exit(130));
  });
}
const resend = await startResend();
try {
  const enqueueMs = await timed(() =>
    withTransaction(database.pool, (client) =>
      enqueue(
        client,
        Array.from({ length: count }, (_, i) => ({
          kind: 'alert',
          priority: 5,
          to: `reader${i}@example.com`,
          subject: `Alert ${i}`,
          html: HTML,
          text: `Alert ${i}`,
          headers: { 'List-Unsubscribe': `<https://metrics.example.com/api/emails/unsubscribe?token=${i}>` },
          dedupeKey: `alert-${i}`,
        })),
      ),
    ),
  );
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  queries = 0;
  const requestMs: number[] = [];
  const transport = resendTransport({
    apiKey: 're_load',
    from: 'alerts@example.com',
    baseUrl: resend.origin,
    requestsPerSecond,
  });
  const { send } = transport;
  transport.send = async (...given) => {
    const startedMs = performance.now();
    const outcome = await send(...given);
    requestMs.push(performance.now() - startedMs);
    // What the server kept would count as ours.
    resend.requests.length = 0;
    for (const mail of resend.accepted) mail.html = '';
    most = Math.max(most, process.memoryUsage().rss);
    return outcome;
  };
  const deliverMs = await timed(() => deliver({ pool: database.pool, clock: Date.now, transport }));
  const distinct = new Set(resend.accepted.flatMap(({ to }) => to)).size;
  const inRequestsMs = requestMs.reduce((sum, ms) => sum + ms, 0);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const mb = (bytes: number) => Math.round(bytes / 1_000_000);
  console.log(`enqueued ${count} in ${seconds(enqueueMs)} s`);
  console.log(
    `accepted ${resend.accepted.length}, of which ${distinct} distinct, in ${seconds(deliverMs)} s`,
  );
  console.log(`${Math.round(count / (deliverMs / 1000))} a second; ${requestMs.length} requests`);
  console.log(`${seconds(inRequestsMs)} s of it waiting for the server (in this process)`);
  console.log(`memory: ${mb(before)} MB before, ${mb(most)} MB at most (with the server's own)`);
  console.log(`${queries} queries, ${(queries / count).toFixed(3)} a message`);
  if (distinct !== count || resend.accepted.length !== count) process.exitCode = 1;
} finally {
  await resend.close();
  await database.pool.end();
  await database.remove();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
