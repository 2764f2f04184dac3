import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, APP_URL, openWorld, type World } from './world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

async function refusal(answer: Response, status: number): Promise<string> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const problem = await answer.json();
  expect(problem).toMatchObject({ type: 'about:blank', status });
  return String(problem.detail);
}

const SAY_ADDRESS = '"email": send one e-mail address, such as you@example.com.';

describe('addresses', () => {
  test.each([
    'plain',
    'two@at@test.example',
    'no-dot@localhost',
    '@test.example',
    'a@',
    'a@.example',
    'a@test..example',
    'a@-test.example',
    'a@192.168.0.1',
    'a b@test.example',
    'a@te st.example',
    'a\r\nBcc: b@test.example',
    'a@test.example\r\nBcc: b@test.example',
    'a\u0000@test.example',
    'a\u202e@test.example',
    'a\u200b@test.example',
    'a@test.example\u2028x',
    '.a@test.example',
    'a..b@test.example',
    '<a@test.example>',
    'a@test.example,b@test.example',
    `${'a'.repeat(65)}@test.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(125)}example`,
    '\ud800@test.example',
    '',
    null,
    7,
    ['a@test.example'],
    {},
  ])('%j is none', async (email) => {
    expect(await refusal(await world.send('POST', '/emails', { email }), 400)).toBe(SAY_ADDRESS);
  });

  test.each([
    'a@test.example',
    "o'neil+tag@sub.test.example",
    'a@xn--bcher-kva.example',
    `${'a'.repeat(64)}@test.example`,
    ' spaces@test.example ',
  ])('%j is one, kept as typed', async (email) => {
    expect((await world.send('POST', '/emails', { email })).status).toBe(202);
    const { rows } = await world.pool.query('SELECT email FROM subscriber ORDER BY id DESC LIMIT 1');
    expect(rows).toEqual([{ email: email.trim() }]);
  });

  test.each(['ä@bücher.example', '用户@例子.example', 'o\u0308@test.example', 'а@test.example'])(
    '%j is none that an email provider delivers to, and the answer says so',
    async (email) => {
      expect(await refusal(await world.send('POST', '/emails', { email }), 400)).toContain(
        '"email": send an address with unaccented letters before the @',
      );
    },
  );
});

const email = 'a@test.example';
test.each([
  [
    { email, watches: [{ threshold: 1.2 }] },
    '"watches[0].threshold": send a number from 1.25 to 1000, such as 3.',
  ],
  [{ email, watches: [{ threshold: '3' }] }, '"watches[0].threshold": send a number'],
  [{ email, watches: [{ direction: 'up' }] }, '"watches[0].direction": send "above" or "below".'],
  [
    { email, watches: [{ metric: 'Price!' }] },
    '"watches[0].metric": send the name of a metric, such as "price"',
  ],
  [{ email, watches: [{ dimension: 'kraken:' }] }, '"watches[0].dimension": send the name of a market'],
  [{ email, watches: [{ dimension: ' ' }] }, '"watches[0].dimension": send the name of a market'],
  [{ email, watches: [{ dimension: 'kraken:BTC-USD\n' }] }, '"watches[0].dimension": send'],
  [{ email, watches: [{ colour: 'red' }] }, 'Unknown "colour" in "watches[0]": leave it out.'],
  [{ email, watches: 'all' }, '"watches": send a list of at most 50 watches'],
  [{ email, watches: Array(51).fill({}) }, '"watches": send a list of at most 50 watches'],
  [{ email, watches: [7] }, '"watches[0]": send an object such as {"metric":"price"}.'],
  [{ email, timeZone: 'Mars/Olympus' }, '"timeZone": send the name of a time zone, such as "Europe/Berlin"'],
  [{ email, timeZone: '+01:00' }, '"timeZone": send the name of a time zone'],
  [{ email, name: 'Ann' }, 'Unknown "name": leave it out.'],
  [{}, SAY_ADDRESS],
  [[], 'The body: '],
  ['null', 'The body: '],
  ['{"email":', 'The body is not JSON: send an object such as'],
])('400: %j', async (body, say) => {
  expect(await refusal(await world.send('POST', '/emails', body), 400)).toContain(say);
});

test('bodies are bounded, and of a kind that is known', async () => {
  const long = JSON.stringify({ email, watches: [], timeZone: 'x'.repeat(20_000) });
  expect(await refusal(await world.send('POST', '/emails', long), 413)).toContain('at most 16384 bytes');
  for (const type of ['text/plain', 'multipart/form-data; boundary=x', '']) {
    const answer = await world.send('POST', '/emails', '{}', { 'content-type': type });
    expect(await refusal(answer, 415)).toContain('application/json or application/x-www-form-urlencoded');
  }
  expect(await refusal(await world.sendForm('/emails/remove', { token: 'a' }), 404)).toContain(
    'no such link',
  );
});

test.each([
  ['POST', '/emails?x=1', { email }, 'Unknown parameter "x". This route takes none.'],
  ['POST', '/emails/confirm', {}, '"token": send the token of the link in the mail.'],
  ['POST', '/emails/remove', { token: '' }, '"token": send the token'],
  [
    'POST',
    '/emails/unsubscribe',
    { 'List-Unsubscribe': 'One-Click' },
    'Parameter "token" is missing: send the',
  ],
  [
    'POST',
    '/emails/unsubscribe?token=a',
    { 'List-Unsubscribe': 'No' },
    'send the form body List-Unsubscribe=One-Click',
  ],
  ['PUT', '/emails/watches?token=a', {}, '"watches": send a list'],
  ['GET', '/emails/watches', undefined, 'Parameter "token" is missing'],
])('400: %s %s %j', async (method, path, body, say) => {
  expect(await refusal(await world.send(method, path, body), 400)).toContain(say);
});

test.each([
  ['POST', '/emails/confirm', { token: 'confirm.1.1.1795600000.x' }],
  ['POST', '/emails/remove', { token: `remove.1.1.1795600000.${'A'.repeat(43)}` }],
  ['POST', '/emails/unsubscribe?token=a', { 'List-Unsubscribe': 'One-Click' }],
  ['PUT', '/emails/watches?token=a', { watches: [] }],
  ['GET', '/emails/watches?token=a', undefined],
])('404: %s %s with a token that is none', async (method, path, body) => {
  expect(await refusal(await world.send(method, path, body), 404)).toContain('There is no such link');
});

test('the list takes what it says', async () => {
  const authorization = `Bearer ${ADMIN_TOKEN}`;
  for (const query of ['limit=0', 'limit=x', 'after=-1', 'after=9999999999', 'page=2']) {
    const answer = await world.send('GET', `/emails?${query}`, undefined, { authorization });
    expect([query, answer.status]).toEqual([query, 400]);
  }
});

describe('forms', () => {
  const person = { accept: 'text/html,*/*;q=0.8' };
  const location = (answer: Response) => [answer.status, answer.headers.get('location')];

  test('lead to a page that says the same, known or not', async () => {
    for (const time of ['first', 'second']) {
      const answer = await world.sendForm('/emails', {
        email: 'form@test.example',
        threshold: '2.5',
        metric: 'price',
      });
      expect([time, ...location(answer)]).toEqual([time, 303, '/confirm?sent=1']);
    }
    const { rows } = await world.pool.query(
      `SELECT watches AS w FROM sign_up JOIN subscriber s ON s.id = subscriber_id WHERE email LIKE 'form@%'`,
    );
    const w = [{ metric: 'price', dimension: null, threshold: 2.5, direction: 'above' }];
    expect(rows).toEqual([{ w }, { w }]);
  });

  test('are refused to programs by a problem, and to people by a page that says it', async () => {
    const fields = { email: 'not an address' };
    expect(await refusal(await world.sendForm('/emails', fields), 400)).toBe(SAY_ADDRESS);
    expect(location(await world.sendForm('/emails', fields, person))).toEqual([
      303,
      '/confirm?problem=bad-request',
    ]);
  });

  test('a repeated field is refused', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await world.send('POST', '/emails', 'email=a%40test.example&email=b', headers);
    expect(await refusal(answer, 400)).toBe('Field "email" is repeated: send it once.');
  });

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ])('of another site are refused: %j', async (headers) => {
    const answer = await world.sendForm('/emails', { email: 'csrf@test.example' }, { ...person, ...headers });
    expect(await refusal(answer, 403)).toContain(`open ${APP_URL}`);
  });

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'none' },
    { origin: APP_URL },
    {},
  ])('of this site are taken: %j', async (headers) => {
    expect((await world.sendForm('/emails', { email: 'ours@test.example' }, headers)).status).toBe(303);
  });
});
