import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Generated, generatedRequest } from './generated';
import { APP_URL, type Mail, oneClickToken, openWorld, subscribed, tokenIn, type World } from './world';

/** `npm run fuzz:emails` asks for 10,000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 500);

let world: World;
let tokens: string[];

beforeAll(async () => {
  world = await openWorld();
  const manage = await subscribed(world, 'known@test.example');
  await world.send('DELETE', '/emails', { email: 'known@test.example' });
  const remove = await tokenIn(world, 'known@test.example', '/unsubscribe');
  const unsubscribe = await oneClickToken(world, 'known@test.example');
  await world.send('POST', '/emails', { email: 'pending@test.example' });
  tokens = [manage, remove, unsubscribe, await tokenIn(world, 'pending@test.example', '/confirm')];
});

afterAll(() => world.close());

async function answer({ method, path, query, body, headers }: Generated): Promise<Response> {
  return fetch(`${world.origin}/api${path}${query}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
}

test(`${RUNS} generated requests: none is answered by a fault of ours`, async () => {
  let sent = 0;
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(generatedRequest(tokens), async (request) => {
      // Far fewer clients sign up in ten minutes than in this test.
      if (sent++ % 500 === 0) await world.pool.query('TRUNCATE rate_limit');
      const { status, headers } = await answer(request);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      expect(status).toBeLessThan(500);
      if (status >= 400) expect(headers.get('content-type')).toMatch('application/problem+json');
      if (status === 303) expect(headers.get('location')).toMatch(/^\/(confirm|manage|unsubscribe)\b/);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // That it went through every door, and not only into the refusals.
  expect([202, 303, 400, 401, 404, 405, 413].filter((status) => !seen.has(status) && RUNS > 5000)).toEqual(
    [],
  );
  expect(seen.get(202)).toBeGreaterThan(0);
}, 600_000);

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** An alert rule in words, as nothing but our own words and a number. */
const RULE =
  '(?:price|any metric|a metric we do not have yet) of (?:any market|a coin we do not list yet|a market we do not list yet)' +
  ' (?:above [\\d.]+×|below 1\\/[\\d.]+ of its average)';
const ZONE = 'Times in your emails: [\\w/+-]+\\.';

/** An email without its address, its links' tokens and its rules: what no stranger may have a word in. */
function skeleton({ kind, to, subject, html, text }: Mail): string {
  const bare = (part: string, address: string) =>
    part.replaceAll(address, '…').replace(/token=[\w.-]+/g, '…');
  const ruled = new RegExp(`<p[^>]*>– ${RULE}</p>|<p[^>]*>${ZONE}</p>| ${RULE}\\.`, 'g');
  const lines = new RegExp(`^– ${RULE}$|^${ZONE}$|^and \\d+ more$| ${RULE}\\.`, 'gm');
  const shown = text.replaceAll('\n\n', '\u0000').replaceAll('\n', ' ').replaceAll('\u0000', '\n');
  const plain = bare(shown, to).replace(lines, '').replace(/\n+/g, '\n');
  return [kind, subject, bare(html, escaped(to)).replace(ruled, ''), plain]
    .join('\n')
    .replaceAll('Add alerts', 'Add alert');
}

test('nothing that was sent is in any mail, but the address', async () => {
  const mails = await world.mails();
  expect(mails.length).toBeGreaterThan(10);
  for (const { to, headers } of mails) {
    expect(to).not.toMatch(/[\p{C}\p{Z}<>",;:]/u);
    expect(Object.keys(headers)).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post']);
    expect(headers['List-Unsubscribe']).toMatch(
      /^<https:\/\/metrics\.test\/api\/emails\/unsubscribe\?token=[\w.-]+>$/,
    );
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  }
  const skeletons = new Set(mails.map(skeleton));
  expect([...skeletons].filter((each) => !each.includes(`${APP_URL}/`))).toEqual([]);
  expect(skeletons.size).toBeLessThanOrEqual(3);
});
