import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDraft } from '@/components/subscribe/draft';
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
  [{ email, watches: [{ threshold: null }] }, '"watches[0].threshold": send a number'],
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

test.each(['1e2', '0x10', '2,5,5', '1,000.5', '', ' ', '-3', 'three', '1,2', 'Infinity'])(
  'a threshold of %j is refused',
  async (threshold) => {
    const answer = await world.send('POST', '/emails', { email, watches: [{ threshold }] });
    const say = '"watches[0].threshold": send a number from 1.25 to 1000, such as 3.';
    expect(await refusal(answer, 400)).toBe(say);
  },
);

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

  test.each([
    ['2,5', 2.5],
    ['2.5', 2.5],
    [' 2,50 ', 2.5],
    ['1000', 1000],
    ['3,', 3],
  ])('a threshold of %j is %d, in a form as in JSON', async (threshold, meant) => {
    world.from('198.51.100.2');
    const address = `decimal-${encodeURIComponent(threshold)}@test.example`;
    await world.sendForm('/emails', { email: address, threshold });
    await world.send('POST', '/emails', { email: address, watches: [{ threshold }] });
    const { rows } = await world.pool.query(
      `SELECT watches->0->'threshold' AS threshold FROM sign_up JOIN subscriber s ON s.id = subscriber_id
       WHERE email = $1`,
      [address],
    );
    expect(rows).toEqual([{ threshold: meant }, { threshold: meant }]);
    world.from('198.51.100.1');
  });

  test('are refused to programs by a problem, and to people by a page that says it', async () => {
    const fields = { email: 'not an address' };
    expect(await refusal(await world.sendForm('/emails', fields), 400)).toBe(SAY_ADDRESS);
    const answer = await world.sendForm('/emails', fields, person);
    expect(location(answer)).toEqual([303, '/confirm?problem=bad-request']);
  });

  test.each([
    ['/emails', '/confirm', { email: 'not an address', dimension: 'kraken:', threshold: '1e2' }],
    ['/watches/preview', '/confirm', { email: 'a@test.example', dimension: 'kraken:', threshold: '2,5' }],
    ['/emails/watches?token=manage.1.1.1.x', '/manage?token=manage.1.1.1.x', { 'threshold-0': '1e2' }],
  ])('refused by %s are led back to their page with all that was typed', async (path, page, fields) => {
    const answer = await world.sendForm(path, fields, person);
    expect(answer.headers.get('location')).toMatch(`${page}${page.includes('?') ? '&' : '?'}problem=`);
    const [cookie = '', ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
    expect(readDraft(page, cookie.replace('tracker-draft=', ''))).toEqual(fields);
    expect(readDraft('/elsewhere', cookie.replace('tracker-draft=', ''))).toBeNull();
    const own = page.split('?')[0];
    expect(attributes).toEqual([`Path=${own}`, 'Max-Age=600', 'HttpOnly', 'SameSite=Lax', 'Secure']);
  });

  test.each(['', 'x', 'x'.repeat(4000), Buffer.from('{}').toString('base64url')])(
    'a draft of %j is none',
    (cookie) => {
      expect(readDraft('/confirm', cookie)).toBeNull();
    },
  );

  test('a preview of a form to manage leads back to it, and nowhere else', async () => {
    const fields = { 'threshold-0': '1e2', back: '/manage?token=manage.1.1.1.x' };
    const answer = await world.sendForm('/watches/preview', fields, person);
    expect(location(answer)).toEqual([303, '/manage?token=manage.1.1.1.x&problem=bad-request']);
    for (const back of [
      'https://elsewhere.example',
      '//elsewhere.example/manage?token=a',
      '/manage?token=a\r\n',
    ]) {
      const elsewhere = await world.sendForm('/watches/preview', { ...fields, back }, person);
      expect(location(elsewhere)).toEqual([303, '/confirm?problem=bad-request']);
    }
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
