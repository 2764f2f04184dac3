import { setTimeout as sleep } from 'node:timers/promises';
import type { Day } from './day';
import { differences, driftedMoments, endState, moments } from './end-state';

/** Together ten seconds, in which nothing is due. */
const MAX_LOOKS = 50;
const BETWEEN_LOOKS_MS = 200;

/** What is wrong at the end of a day, beside one in which the same was read and nothing failed. */
export async function verdict(day: Day, calm: Day): Promise<string[]> {
  const missed = calm.closures.length === day.closures.length ? [] : ['the day without faults missed a slot'];
  return [
    ...day.complaints,
    ...missed,
    ...differences(await endState(day.pool), await endState(calm.pool)),
    ...driftedMoments(await moments(day.pool), await moments(calm.pool)),
    ...(await mailFaults(day)),
    ...peopleFaults(day),
    ...(await leftovers(day)),
  ];
}

/** Each mail that was announced arrived once, and nothing else did. */
async function mailFaults({ pool, resend }: Day): Promise<string[]> {
  const { rows } = await pool.query<{
    id: string;
    to: string;
    subject: string;
    state: string;
    provider_id: string;
  }>('SELECT id, "to", subject, state, provider_id FROM message');
  const arrived = new Map(resend.accepted.map((mail) => [mail.id, mail]));
  const faults = rows.flatMap(({ id, to, subject, state, provider_id }) => {
    if (state !== 'sent') return [`mail ${id} (${subject}) is ${state}`];
    const mail = arrived.get(provider_id);
    arrived.delete(provider_id);
    const isIt = mail?.to.includes(to) && mail.subject === subject;
    return isIt ? [] : [`mail ${id} (${subject}) counts as sent, and did not arrive`];
  });
  const more = [...arrived.values()].map(({ subject, to }) => `${subject} arrived at ${to} once too often`);
  return [...faults, ...more];
}

function peopleFaults({ people, resend }: Day): string[] {
  return people.all.flatMap(({ email, signedUp, confirmed }) => {
    const mails = resend.accepted.filter(({ to }) => to.includes(email)).length;
    if (signedUp === 202 && mails === 0) return [`${email} signed up and got no mail`];
    return mails > 0 && confirmed !== 200 ? [`${email} could not confirm: ${confirmed}`] : [];
  });
}

/** What is still there and should not be. */
async function leftovers(day: Day): Promise<string[]> {
  const count = async (sql: string) => (await day.pool.query<{ n: number }>(sql)).rows[0]?.n ?? 0;
  const leases = await count('SELECT count(*)::int AS n FROM lease WHERE expires_at > clock_timestamp()');
  const batches = await count(`SELECT count(*)::int AS n FROM message_batch WHERE state = 'open'`);
  const notices = await day.pool.query<{ subject: string }>('SELECT subject FROM mailbox_message');
  const { rows } = await day.pool.query<{ kind: string; subject: string; detail: string }>(
    'SELECT kind, subject, detail FROM episode WHERE ended_at IS NULL',
  );
  return [
    ...(leases > 0 ? [`${leases} leases are still held`] : []),
    ...(batches > 0 ? [`${batches} batches of mails are open`] : []),
    ...notices.rows.map(({ subject }) => `a notice waits: ${subject}`),
    ...(await lasting(() => atWork(day))),
    ...rows.map(({ kind, subject, detail }) => `an episode does not end: ${kind} ${subject}: ${detail}`),
  ];
}

/** A look may meet somebody at work: what is still there in each of many looks is stuck. */
async function lasting(look: () => Promise<string[]>): Promise<string[]> {
  for (let looks = 1; looks < MAX_LOOKS; looks++) {
    const found = await look();
    if (found.length === 0) return found;
    await sleep(BETWEEN_LOOKS_MS);
  }
  return look();
}

/** Which connections are in use, by Postgres and by the instances themselves. */
async function atWork(day: Day): Promise<string[]> {
  const { rows } = await day.pool.query<{ state: string; query: string }>(
    `SELECT state, query FROM pg_stat_activity WHERE datname = current_database()
     AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()`,
  );
  const busy = (await day.connections()).filter((each) => each.busy > 0 || each.waiting > 0);
  return [
    ...rows.map(({ state, query }) => `a connection is ${state}: ${query.slice(0, 200)}`),
    ...(busy.length > 0 ? [`connections leak: ${JSON.stringify(busy)}`] : []),
  ];
}
